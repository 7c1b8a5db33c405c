import { Icon } from '../components/icons.tsx';

export const MoveIcon = () => (
  <Icon>
    <path d="M8 2v12M2 8h12M6.25 3.75L8 2l1.75 1.75M6.25 12.25L8 14l1.75-1.75M3.75 6.25L2 8l1.75 1.75M12.25 6.25L14 8l-1.75 1.75" />
  </Icon>
);
export const WindowIcon = () => (
  <Icon>
    <circle cx="8" cy="8" r="5.5" />
    <path d="M8 2.5a5.5 5.5 0 0 1 0 11z" fill="currentColor" />
  </Icon>
);
export const ZoomIcon = () => (
  <Icon>
    <circle cx="7" cy="7" r="4.5" />
    <path d="M10.5 10.5l3 3" />
  </Icon>
);
export const LargerIcon = () => (
  <Icon>
    <path d="M8 3.5v9M3.5 8h9" />
  </Icon>
);
export const SmallerIcon = () => (
  <Icon>
    <path d="M3.5 8h9" />
  </Icon>
);
export const FitIcon = () => (
  <Icon>
    <path d="M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10" />
  </Icon>
);
export const TurnLeftIcon = () => (
  <Icon>
    <path d="M3.25 5.5a5.25 5.25 0 1 1-.4 4.25M3 2.25V5.5h3.25" />
  </Icon>
);
export const TurnRightIcon = () => (
  <Icon>
    <path d="M12.75 5.5a5.25 5.25 0 1 0 .4 4.25M13 2.25V5.5H9.75" />
  </Icon>
);
export const FlipAcrossIcon = () => (
  <Icon>
    <path d="M8 2v12" strokeDasharray="1.5 2.5" />
    <path d="M5.75 4v8H1.75zM10.25 4v8h4z" />
  </Icon>
);
export const FlipDownIcon = () => (
  <Icon>
    <path d="M2 8h12" strokeDasharray="1.5 2.5" />
    <path d="M4 5.75h8V1.75zM4 10.25h8v4z" />
  </Icon>
);
export const NegativeIcon = () => (
  <Icon>
    <rect x="2.5" y="2.5" width="11" height="11" rx="1" />
    <path d="M13.5 2.5v11h-11z" fill="currentColor" />
  </Icon>
);
export const ResetIcon = () => (
  <Icon>
    <path d="M3 6h6.5a3.5 3.5 0 0 1 0 7H5.5M5.75 3L3 6l2.75 3" />
  </Icon>
);
export const NetworkInputIcon = () => (
  <Icon>
    <rect x="2" y="3" width="5" height="10" />
    <path
      d="M9.5 5.5h1.5v1.5H9.5zM12.5 5.5H14v1.5h-1.5zM11 7h1.5v1.5H11zM9.5 8.5H11V10H9.5zM12.5 8.5H14V10h-1.5z"
      fill="currentColor"
      stroke="none"
    />
  </Icon>
);
