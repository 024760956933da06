import { branchIdSchema, type BranchId } from './ids.ts';

/**
 * The topic table: the one place that says who may publish and read what. The broker ACL, the embedded broker's
 * authorisation and the topic reference are all made from it.
 */

export const TOPIC_ROOT = 'hm/1';

export type TopicKind = 'up' | 'down' | 'score' | 'live' | 'status';
export type Role = 'branch' | 'head-office';

export interface TopicRule {
  readonly kind: TopicKind;
  readonly writer: Role;
  /** Beside the writer itself, who may subscribe. A branch only ever reads its own topics. */
  readonly readers: readonly Role[];
  readonly qos: 0 | 1;
  readonly retain: boolean;
  /** Largest payload accepted, bytes. */
  readonly maxBytes: number;
  readonly purpose: string;
}

export const TOPICS: readonly TopicRule[] = [
  {
    kind: 'up',
    writer: 'branch',
    readers: ['head-office'],
    qos: 1,
    retain: false,
    maxBytes: 1_048_576,
    purpose: 'batches of journal events',
  },
  {
    kind: 'down',
    writer: 'head-office',
    readers: ['branch'],
    qos: 1,
    retain: false,
    maxBytes: 65_536,
    purpose: 'acknowledgements, wants, retries, configuration, commands',
  },
  {
    kind: 'score',
    writer: 'branch',
    readers: ['head-office'],
    qos: 1,
    retain: true,
    maxBytes: 65_536,
    purpose: 'latest scored metrics: current window, last closed window, day so far',
  },
  {
    kind: 'live',
    writer: 'branch',
    readers: ['head-office'],
    qos: 0,
    retain: true,
    maxBytes: 65_536,
    purpose: 'the hall now, on change, at most once a second',
  },
  {
    kind: 'status',
    writer: 'branch',
    readers: ['head-office'],
    qos: 1,
    retain: true,
    maxBytes: 65_536,
    purpose: 'birth and last will, versions, device health',
  },
];

export function topicRule(kind: TopicKind): TopicRule {
  return TOPICS.find((rule) => rule.kind === kind)!;
}

export function topicOf(branch: BranchId | '+', kind: TopicKind): string {
  return `${TOPIC_ROOT}/${branch}/${kind}`;
}

export type ParsedTopic = { readonly branch: BranchId; readonly kind: TopicKind };

/** Null for anything that is not exactly `hm/1/<branch>/<kind>`. */
export function parseTopic(topic: string): ParsedTopic | null {
  const levels = topic.split('/');
  if (levels.length !== 4 || `${levels[0]}/${levels[1]}` !== TOPIC_ROOT) return null;
  const branch = branchIdSchema.safeParse(levels[2]);
  const rule = TOPICS.find((candidate) => candidate.kind === levels[3]);
  return branch.success && rule !== undefined ? { branch: branch.data, kind: rule.kind } : null;
}

/** May this branch publish to this topic? Deny by default. */
export function branchMayPublish(branch: BranchId, topic: string): boolean {
  const parsed = parseTopic(topic);
  return parsed !== null && parsed.branch === branch && topicRule(parsed.kind).writer === 'branch';
}

/** May this branch subscribe to this filter? Only exact topics, no wildcards. */
export function branchMaySubscribe(branch: BranchId, filter: string): boolean {
  const parsed = parseTopic(filter);
  return parsed !== null && parsed.branch === branch && topicRule(parsed.kind).readers.includes('branch');
}
