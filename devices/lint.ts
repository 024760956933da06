import type { Problem } from '#contract/problems.ts';
import { problemsOf } from '#contract/problems.ts';
import { parseProfile, type Profile } from '#devices/framing/profile.ts';
import { runVectors } from '#devices/framing/vectors.ts';
import { listProfiles, loadProfile } from '#devices/profiles/load.ts';
import { siteSchema, type Site } from '#devices/sites/site.ts';

/**
 * Everything wrong with a device profile (its JSON): shape, references between its parts, vectors that do not come
 * out as written, and message rules and commands that no vector exercises. Empty = sound. Never throws.
 */
export function lintProfile(json: unknown): readonly Problem[] {
  const parsed = parseProfile(json, (id) => (listProfiles().includes(id) ? loadProfile(id) : null));
  if (!parsed.ok) return parsed.problems;
  const wrong = runVectors(parsed.profile);
  return wrong.length > 0 ? wrong : untested(parsed.profile, (json as { messages?: unknown[] }).messages?.length ?? 0);
}

/**
 * Everything wrong with a site map (its JSON): shape, names, patterns and doubled addresses (siteSchema), ports whose
 * profile does not exist or cannot stand at that link, and counter parts on a port that cannot say such things.
 */
export function lintSite(json: unknown): readonly Problem[] {
  const parsed = siteSchema.safeParse(json);
  if (!parsed.success) return problemsOf(parsed.error);
  const ports = parsed.data.ports.flatMap((port, index) => portProblems(port, `ports.${index}`));
  return ports.length > 0 ? ports : partProblems(parsed.data);
}

/** Rules and commands that could be wrong without any vector noticing. */
function untested(profile: Profile, ownRules: number): Problem[] {
  const rules = profile.messages.slice(0, ownRules).flatMap((rule, index): Problem[] => {
    const without = { ...profile, messages: profile.messages.toSpliced(index, 1) };
    if (runVectors(without).length > 0) return [];
    return [{ path: `messages.${index}`, expected: `a vector that fails without this rule ("${rule.name}")` }];
  });
  const sent = new Set(profile.vectors.encode.map((vector) => vector.command));
  const commands = Object.keys(profile.commands).filter((name) => !sent.has(name));
  return [
    ...rules,
    ...commands.map((name) => ({ path: `commands.${name}`, expected: 'a vector in vectors.encode that sends it' })),
  ];
}

function portProblems({ profile: id, link, direction }: Site['ports'][number], path: string): Problem[] {
  if (!listProfiles().includes(id)) {
    return [{ path: `${path}.profile`, expected: `one of ${listProfiles().join(', ')}` }];
  }
  const profile = loadProfile(id);
  const hid = profile.link.type === 'hid';
  const problems: Problem[] = [];
  if (link.type !== 'capture' && hid !== (link.type === 'hid')) {
    problems.push({ path: `${path}.link`, expected: `a link for a ${hid ? 'HID' : 'serial'} device, as "${id}" is` });
  }
  if (hid && direction !== 'from-device') {
    problems.push({ path: `${path}.direction`, expected: `"from-device": "${id}" only sends` });
  }
  return problems;
}

/** What a port must be able to say for a part of a counter to make sense on it. */
const PART_MESSAGES = { terminal: 'key', evaluator: 'rating', strip: 'show-text' } as const;

function partProblems(site: Site): Problem[] {
  const profileOf = new Map(site.ports.map((port) => [port.id, loadProfile(port.profile)]));
  return site.counters.flatMap((counter, index) => {
    const problems: Problem[] = [];
    for (const part of ['terminal', 'evaluator', 'strip'] as const) {
      const wire = counter[part];
      if (wire === undefined) continue;
      const profile = profileOf.get(wire.port)!;
      if (!profile.messages.some((rule) => rule.name === PART_MESSAGES[part])) {
        const path = `counters.${index}.${part}.port`;
        problems.push({ path, expected: `a port whose profile knows "${PART_MESSAGES[part]}", not "${profile.id}"` });
      }
    }
    if (counter.keypad !== undefined && !isKeypad(profileOf.get(counter.keypad)!)) {
      problems.push({ path: `counters.${index}.keypad`, expected: 'a port whose profile is a keypad' });
    }
    return problems;
  });
}

function isKeypad({ framing, messages }: Profile): boolean {
  return framing.engine === 'boot-keyboard' || messages.some((rule) => rule.name === 'keypad');
}
