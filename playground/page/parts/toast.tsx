import { createContext, type ReactNode, useCallback, useContext, useRef, useState } from 'react';
import { Icon } from './icons.tsx';

const ToastContext = createContext<(text: string) => void>(() => undefined);
const toastDuration = 8000; // ms

/** Shows an error that belongs to no particular part of the page. */
export function useToast(): (text: string) => void {
  return useContext(ToastContext);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const [text, setText] = useState('');
  const timer = useRef<number>(undefined);
  const show = useCallback((next: string) => {
    window.clearTimeout(timer.current);
    setText(next);
    timer.current = window.setTimeout(() => setText(''), toastDuration);
  }, []);
  return (
    <ToastContext value={show}>
      {children}
      <div className="toast" role="alert" hidden={!text}>
        <Icon name="warning" /> {text}
      </div>
    </ToastContext>
  );
}
