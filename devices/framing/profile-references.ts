import type { Problem } from '#contract/problems.ts';
import type { KindSpec } from '#devices/framing/framing-schema.ts';
import { checksumBytes } from '#devices/framing/checksum.ts';
import { parsePattern } from '#devices/framing/hex.ts';
import { argumentsOf } from '#devices/framing/neutral.ts';
import type { CommandSpec, Condition, Profile, RuleSpec, ValueSpec } from '#devices/framing/profile.ts';
import { groupNames } from '#devices/framing/rules.ts';

/** What a schema cannot see: names that point at nothing, patterns that do not compile, parts that do not fit. */
export function checkReferences(profile: Profile): readonly Problem[] {
  const kinds = profile.framing.engine === 'frames' ? profile.framing.kinds : [];
  return [
    ...emptyProblems(profile, kinds),
    ...kinds.flatMap((kind, index) => kindProblems(kind, kinds, `framing.kinds.${index}`)),
    ...profile.messages.flatMap((rule, index) => ruleProblems(rule, kinds, `messages.${index}`)),
    ...Object.entries(profile.commands).flatMap(([name, command]) =>
      commandProblems(command, kinds, `commands.${name}`),
    ),
    ...linkProblems(profile),
  ];
}

function emptyProblems(profile: Profile, kinds: readonly KindSpec[]): Problem[] {
  if (profile.framing.engine !== 'frames' || kinds.length > 0 || profile.includes.length > 0) return [];
  return [{ path: 'framing.kinds', expected: 'at least one frame kind' }];
}

function linkProblems({ framing, link }: Profile): Problem[] {
  const wanted = framing.engine === 'boot-keyboard' ? 'hid' : 'serial';
  return link.type === wanted
    ? []
    : [{ path: 'link.type', expected: `"${wanted}" with framing engine "${framing.engine}"` }];
}

function kindProblems(kind: KindSpec, all: readonly KindSpec[], path: string): Problem[] {
  const problems: Problem[] = [];
  const report = (where: string, expected: string): void => void problems.push({ path: `${path}.${where}`, expected });
  if (all.find((other) => other.id === kind.id) !== kind) report('id', `"${kind.id}" is used twice`);
  if (kind.size.by === 'length' && kind.length === undefined) report('length', 'where the length stands');
  if (kind.size.by === 'fixed' && kind.size.bytes > kind.maxBytes) report('size.bytes', `at most maxBytes`);
  if (kind.transform !== undefined && kind.size.by !== 'terminator') {
    report('size.by', '"terminator": a transformed frame has no other mark of its end');
  }
  if (kind.head === undefined && kind.size.by !== 'terminator') {
    report('head', 'first bytes of the frame: without them any byte would be a frame');
  }
  kind.tail?.alternatives.forEach((other, index) => {
    if (other.bytes.length !== kind.tail!.bytes.length)
      report(`tail.alternatives.${index}.bytes`, 'as long as the tail');
  });
  kind.checksums.forEach((sum, index) => {
    if (sum.algorithm === 'none') return;
    if (inside(sum.at, sum.from, sum.to)) report(`checksums.${index}.at`, 'a place outside of what it sums');
    if (sum.at < 0 && -sum.at < checksumBytes(sum.algorithm)) {
      report(`checksums.${index}.at`, `room for ${checksumBytes(sum.algorithm)} bytes before the end`);
    }
  });
  problems.push(...overlapProblems(kind, path));
  return problems;
}

/** Only offsets counted from the same end can be compared without a frame. */
function inside(at: number, from: number, to: number): boolean {
  const sameEnd = at < 0 === to < 0;
  return sameEnd && at < to && (from < 0 === at < 0 ? at >= from : true);
}

/** Tail and checksums both count from the end and must not stand on each other. */
function overlapProblems(kind: KindSpec, path: string): Problem[] {
  const tailBytes = kind.tail === undefined ? 0 : parsePattern(kind.tail.bytes).values.length;
  const problems: Problem[] = [];
  kind.checksums.forEach((sum, index) => {
    const width = checksumBytes(sum.algorithm);
    if (width > 0 && sum.at < 0 && sum.at + width > -tailBytes) {
      problems.push({
        path: `${path}.checksums.${index}.at`,
        expected: `at most ${-tailBytes - width}: the tail follows`,
      });
    }
  });
  return problems;
}

function ruleProblems(rule: RuleSpec, kinds: readonly KindSpec[], path: string): Problem[] {
  const kind = kinds.find((candidate) => candidate.id === rule.kind);
  if (kind === undefined) {
    return [{ path: `${path}.kind`, expected: `one of ${kinds.map((one) => one.id).join(', ') || 'the frame kinds'}` }];
  }
  const problems = Object.entries(rule.when).flatMap(([field, condition]) =>
    conditionProblems(kind, field, condition, `${path}.when.${field}`),
  );
  const groups = Object.values(rule.when).flatMap((condition) => safeGroups(condition));
  const types = argumentsOf(rule.name);
  for (const name of Object.keys(types)) {
    if (!(name in rule.set) && types[name] !== 'uint-or-null') {
      problems.push({ path: `${path}.set.${name}`, expected: `a value, "${rule.name}" needs it` });
    }
  }
  for (const [name, value] of Object.entries(rule.set)) {
    if (!(name in types)) {
      const known = Object.keys(types).join(', ');
      problems.push({ path: `${path}.set.${name}`, expected: `one of ${known} ("${rule.name}" has no "${name}")` });
    }
    problems.push(...valueProblems(value, [...Object.keys(kind.fields), ...groups], `${path}.set.${name}`));
  }
  return problems;
}

function conditionProblems(kind: KindSpec, field: string, condition: Condition, path: string): Problem[] {
  const spec = kind.fields[field];
  if (spec === undefined)
    return [{ path, expected: `a field of "${kind.id}": ${Object.keys(kind.fields).join(', ')}` }];
  const isNumber = spec.decode === 'uint' || spec.decode === 'ascii-dec';
  if (typeof condition !== 'string') {
    return isNumber ? [] : [{ path, expected: `a pattern: "${field}" is read as ${spec.decode}` }];
  }
  if (isNumber) return [{ path, expected: `a number: "${field}" is read as ${spec.decode}` }];
  try {
    const own = groupNames(condition).filter((name) => name in kind.fields);
    return own.map((name) => ({ path, expected: `another name for group "${name}", a field is called so` }));
  } catch (error) {
    return [{ path, expected: `a regular expression (${(error as Error).message})` }];
  }
}

function safeGroups(condition: Condition): readonly string[] {
  if (typeof condition !== 'string') return [];
  try {
    return groupNames(condition);
  } catch {
    return [];
  }
}

function valueProblems(value: ValueSpec, known: readonly string[], path: string): Problem[] {
  const reference = typeof value === 'object' && value !== null ? value.from : value;
  if (typeof reference !== 'string' || !reference.startsWith('$')) return [];
  return known.includes(reference.slice(1))
    ? []
    : [{ path, expected: `a field or group: ${known.map((name) => `$${name}`).join(', ')}` }];
}

function commandProblems(command: CommandSpec, kinds: readonly KindSpec[], path: string): Problem[] {
  const problems: Problem[] = [];
  if (command.kind !== undefined && !kinds.some((kind) => kind.id === command.kind)) {
    problems.push({ path: `${path}.kind`, expected: `one of ${kinds.map((one) => one.id).join(', ')}` });
  }
  const used = new Set(Array.from(command.bytes.matchAll(/\{(\w+)\}/g), (match) => match[1]!));
  for (const name of used) {
    if (!(name in command.args))
      problems.push({ path: `${path}.args.${name}`, expected: 'a declaration, bytes use it' });
  }
  for (const name of Object.keys(command.args)) {
    if (!used.has(name)) problems.push({ path: `${path}.args.${name}`, expected: 'a place in bytes' });
  }
  if (command.kind === undefined && command.bytes.includes('..')) {
    problems.push({ path: `${path}.bytes`, expected: 'a kind, or no ".." (nothing fills it in)' });
  }
  return problems;
}
