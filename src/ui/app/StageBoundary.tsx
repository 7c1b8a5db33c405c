import { Component, type ReactNode } from 'react';
import { Button } from '../components/Button.tsx';
import { EmptyStage } from '../components/layout/EmptyStage.tsx';

type StageBoundaryProps = { readonly children: ReactNode };
type StageBoundaryState = { readonly reason: string | null };

/** A stage that cannot be drawn does not take the others with it. */
export class StageBoundary extends Component<StageBoundaryProps, StageBoundaryState> {
  override state: StageBoundaryState = { reason: null };

  static getDerivedStateFromError(failure: unknown): StageBoundaryState {
    return { reason: failure instanceof Error ? failure.message : String(failure) };
  }

  override render(): ReactNode {
    const { reason } = this.state;
    if (reason === null) return this.props.children;
    return (
      <EmptyStage
        title="This stage could not be shown."
        action={
          <Button variant="primary" onClick={() => this.setState({ reason: null })}>
            Try again
          </Button>
        }
        note={reason}
      >
        <p>Scans, models and a running training are not affected.</p>
      </EmptyStage>
    );
  }
}
