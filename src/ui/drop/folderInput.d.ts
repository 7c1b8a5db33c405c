import 'react';

declare module 'react' {
  interface InputHTMLAttributes<T> {
    /** An empty string makes a file input choose folders. React passes it on; its types leave it out. */
    webkitdirectory?: '' | undefined;
  }
}
