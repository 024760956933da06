import type { DeviceMessage, Direction, MessageContent, Reader } from '#devices/message.ts';
import { collectingReader } from '#devices/framing/collecting-reader.ts';
import { EchoWindow } from '#devices/framing/echo.ts';
import { compileKind, type FrameKind } from '#devices/framing/frame-kind.ts';
import { FrameStream } from '#devices/framing/frame-stream.ts';
import type { FramesSpec } from '#devices/framing/framing-schema.ts';
import type { Profile } from '#devices/framing/profile.ts';
import { compileRules, type Interpret } from '#devices/framing/rules.ts';

/** Reader of a line with binary frames: frames, then messages, then echoes marked. */
export function createFrameReader(profile: Profile, spec: FramesSpec, port: string, direction: Direction): Reader {
  const interpreters = new Map<FrameKind, Interpret>();
  const kinds = spec.kinds.map((kindSpec) => {
    const kind = compileKind(kindSpec);
    interpreters.set(kind, compileRules(kindSpec, profile.messages, direction));
    return kind;
  });
  const isEcho = echoRule(profile, direction);
  return collectingReader(
    (emit) =>
      new FrameStream(kinds, spec.idleMs, {
        frame(kind, bytes, at) {
          const content = interpreters.get(kind)!(kind.decoded(bytes));
          // The content was made for this frame alone; completing it in place spares a copy per frame.
          const message: DeviceMessage = Object.assign(content, { at, port, echo: isEcho(content, bytes, at) });
          emit({ kind: 'message', message, bytes });
        },
        discarded(bytes, at, reason) {
          emit({ kind: 'discarded', at, bytes, reason });
        },
      }),
  );
}

type IsEcho = (content: MessageContent, bytes: Uint8Array, at: number) => boolean;

/** On a line that carries only what the host sends, a key frame can be nothing but its acknowledgement. */
function echoRule({ echo }: Profile, direction: Direction): IsEcho {
  if (echo === undefined) return () => false;
  const window = new EchoWindow(echo.windowMs);
  const names = new Set(echo.messages);
  return (content, bytes, at) => names.has(content.name) && (direction === 'to-device' || window.seenBefore(bytes, at));
}
