import { useEffect, useState } from 'preact/hooks';
import type { Phone, PhoneState } from './phone.ts';

export function usePhone(phone: Phone): PhoneState {
  const [state, setState] = useState(phone.state);
  useEffect(() => {
    setState(phone.state);
    return phone.subscribe(setState);
  }, [phone]);
  return state;
}
