import { readFileSync, writeFileSync } from 'node:fs';
import { HEAD_OFFICE_USER } from '#contract/ids.ts';
import { TOPICS, TOPIC_ROOT, type TopicRule } from '#contract/topics.ts';

/**
 * Makes the broker ACL and the topic reference from the topic table.
 *   node broker-config/generate.ts          writes the files
 *   node broker-config/generate.ts --check  fails if a file on disk differs from what the table says
 */

/** Mosquitto ACL: `%u` is the user name, which is the branch id. What is not listed is denied. */
export function mosquittoAcl(topics: readonly TopicRule[] = TOPICS): string {
  const branchTopic = (rule: TopicRule): string => `${TOPIC_ROOT}/%u/${rule.kind}`;
  const allTopic = (rule: TopicRule): string => `${TOPIC_ROOT}/+/${rule.kind}`;
  const writes = topics.filter((rule) => rule.writer === 'branch').map((rule) => `pattern write ${branchTopic(rule)}`);
  const reads = topics
    .filter((rule) => rule.readers.includes('branch'))
    .map((rule) => `pattern read ${branchTopic(rule)}`);
  const headOffice = topics.map((rule) =>
    rule.writer === 'head-office' ? `topic write ${allTopic(rule)}` : `topic read ${allTopic(rule)}`,
  );
  return [
    '# Generated from broker-config/contract/topics.ts by broker-config/generate.ts: do not edit.',
    '# A branch writes and reads its own topics only (user name = branch id); everything else is denied.',
    '',
    `user ${HEAD_OFFICE_USER}`,
    ...headOffice,
    '',
    ...writes,
    ...reads,
    '',
  ].join('\n');
}

/** Markdown table of the topics, for integrators. */
export function topicReference(topics: readonly TopicRule[] = TOPICS): string {
  const row = (rule: TopicRule): string =>
    `| \`${TOPIC_ROOT}/<branch>/${rule.kind}\` | ${rule.writer} | ${rule.readers.join(', ')} | ${rule.qos} | ${rule.retain ? 'yes' : 'no'} | ${rule.maxBytes.toLocaleString('en')} | ${rule.purpose} |`;
  return [
    '# Topic reference',
    '',
    'Generated from `contract/topics.ts` by `generate.ts`: do not edit.',
    '',
    '| topic | written by | read by | QoS | retained | largest payload, bytes | purpose |',
    '|---|---|---|---|---|---|---|',
    ...topics.map(row),
    '',
    'Example payloads, valid and invalid, stand in `examples/`; the schemas in `contract/`.',
    '',
  ].join('\n');
}

export const GENERATED: readonly { readonly file: URL; readonly content: () => string }[] = [
  { file: new URL('mosquitto/acl', import.meta.url), content: mosquittoAcl },
  { file: new URL('TOPICS.md', import.meta.url), content: topicReference },
];

/** Names of generated files whose content on disk is not what the table says. */
export function driftedFiles(read: (file: URL) => string = (file) => readFileSync(file, 'utf8')): readonly string[] {
  return GENERATED.filter(({ file, content }) => readOrEmpty(read, file) !== content()).map(
    ({ file }) => file.pathname,
  );
}

function readOrEmpty(read: (file: URL) => string, file: URL): string {
  try {
    return read(file);
  } catch {
    return '';
  }
}

if (import.meta.main) {
  if (process.argv.includes('--check')) {
    const drifted = driftedFiles();
    for (const file of drifted) console.error(`${file} differs from the topic table: run npm run generate`);
    process.exitCode = drifted.length === 0 ? 0 : 1;
  } else {
    for (const { file, content } of GENERATED) writeFileSync(file, content());
  }
}
