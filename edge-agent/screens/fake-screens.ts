import type { HeartbeatRequest } from '#contract/screens.ts';
import type { PairedScreen } from './paired-screens.ts';
import type { Screens } from './screens.ts';

/** Screens that are paired because a test says so. */
export class FakeScreens implements Screens {
  /** By token. */
  readonly known = new Map<string, PairedScreen>();
  readonly beats: HeartbeatRequest[] = [];

  identify(token: string): PairedScreen | null {
    return this.known.get(token) ?? null;
  }

  paired(): readonly PairedScreen[] {
    return [...this.known.values()];
  }

  beat(request: HeartbeatRequest): boolean {
    this.beats.push(request);
    return true;
  }

  health(): [] {
    return [];
  }

  onHealth(): () => void {
    return () => {};
  }

  stop(): void {}

  offerCode(): never {
    throw new Error('not faked');
  }

  pair(): never {
    throw new Error('not faked');
  }

  revoke(): never {
    throw new Error('not faked');
  }

  unlock(): never {
    throw new Error('not faked');
  }
}
