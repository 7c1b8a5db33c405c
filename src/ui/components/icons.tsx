import type { ReactNode } from 'react';

/** 16-pixel line icons; always beside a text or in a named control, so hidden from screen readers. */
export function Icon({ children, size = 16 }: { readonly children: ReactNode; readonly size?: number }) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 16 16"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.5"
      strokeLinecap="round"
      strokeLinejoin="round"
      aria-hidden="true"
    >
      {children}
    </svg>
  );
}

export const CloseIcon = () => (
  <Icon>
    <path d="M4 4l8 8M12 4l-8 8" />
  </Icon>
);
export const CheckIcon = () => (
  <Icon>
    <path d="M3.5 8.5l3 3 6-7" />
  </Icon>
);
export const FolderIcon = () => (
  <Icon>
    <path d="M2 4.5a1 1 0 0 1 1-1h3l1.5 1.75H13a1 1 0 0 1 1 1V12a1 1 0 0 1-1 1H3a1 1 0 0 1-1-1z" />
  </Icon>
);
export const FileIcon = () => (
  <Icon>
    <path d="M4 2.5h5L12 5.5V13a.5.5 0 0 1-.5.5h-7A.5.5 0 0 1 4 13zM9 2.5v3h3" />
  </Icon>
);
export const DownloadIcon = () => (
  <Icon>
    <path d="M8 2.5v7.5M5 7.25L8 10.25l3-3M3 13h10" />
  </Icon>
);
export const PreviousIcon = () => (
  <Icon>
    <path d="M10 3L5 8l5 5" />
  </Icon>
);
export const NextIcon = () => (
  <Icon>
    <path d="M6 3l5 5-5 5" />
  </Icon>
);
export const TrashIcon = () => (
  <Icon>
    <path d="M3 4.5h10M6.5 4.5V3h3v1.5M4.5 4.5l.5 9h6l.5-9" />
  </Icon>
);
export const PencilIcon = () => (
  <Icon>
    <path d="M3 13l.75-2.75 7-7 2 2-7 7z" />
  </Icon>
);
export const DataIcon = () => (
  <Icon>
    <rect x="2.5" y="2.5" width="4.5" height="4.5" />
    <rect x="9" y="2.5" width="4.5" height="4.5" />
    <rect x="2.5" y="9" width="4.5" height="4.5" />
    <rect x="9" y="9" width="4.5" height="4.5" />
  </Icon>
);
export const TrainIcon = () => (
  <Icon>
    <path d="M2.5 2.5v11h11" />
    <path d="M4.5 4.5c1.5 5 4 6.5 9 6.75" />
  </Icon>
);
export const EvaluateIcon = () => (
  <Icon>
    <path d="M2.5 13.5v-11h11v11z" />
    <path d="M2.5 13.5c1-6 3.5-8.5 11-10" />
  </Icon>
);
export const ClassifyIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="M10.5 10.5l3 3M4.75 7.25l1.5 1.5 3-3" />
  </Icon>
);
export const LearnIcon = () => (
  <Icon>
    <path d="M8 4.25C6.5 3.1 4.6 2.75 2.5 3v9.25c2.1-.25 4 .1 5.5 1.25 1.5-1.15 3.4-1.5 5.5-1.25V3c-2.1-.25-4 .1-5.5 1.25zM8 4.25v9.25" />
  </Icon>
);
export const ModelsIcon = () => (
  <Icon>
    <path d="M8 2l5.5 3L8 8 2.5 5z" />
    <path d="M2.5 8L8 11l5.5-3M2.5 11L8 14l5.5-3" />
  </Icon>
);
export const SunIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="2.75" />
    <path d="M8 1.75v1.5M8 12.75v1.5M1.75 8h1.5M12.75 8h1.5M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1" />
  </Icon>
);
export const MoonIcon = () => (
  <Icon>
    <path d="M13 9.5A5.5 5.5 0 0 1 6.5 3a5.5 5.5 0 1 0 6.5 6.5z" />
  </Icon>
);
export const SystemIcon = () => (
  <Icon>
    <rect x="2" y="3" width="12" height="8" rx="1" />
    <path d="M6 13.5h4" />
  </Icon>
);
export const LockIcon = () => (
  <Icon>
    <rect x="3.5" y="7" width="9" height="6.5" rx="1" />
    <path d="M5.5 7V5a2.5 2.5 0 0 1 5 0v2" />
  </Icon>
);
export const CautionIcon = () => (
  <Icon>
    <path d="M8 2.5l6 10.5H2zM8 6.5v3M8 11.4v.1" />
  </Icon>
);
