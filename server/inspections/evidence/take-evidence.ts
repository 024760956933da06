import { appendAudit } from '../../audit/audit.ts';
import { findEvidence } from '../../store/inspections/find-evidence.ts';
import { ownAssignment, type Asking } from '../form/own-assignment.ts';
import { NO_ASSIGNMENT, refusal, type Refusal } from '../form/refusal.ts';
import type { EvidenceRecord } from '../form/wire.ts';
import { findOwnSheet } from '../../store/inspections/find-own-sheet.ts';
import type { Reader } from '../../store/database.ts';
import { isLocked } from '../lifecycle.ts';
import { addEvidence } from '../../store/inspections/add-evidence.ts';
import type { Incoming } from './evidence-folder.ts';
import { FILES_AT_MOST, RECORDING_BYTES, UPLOADS_AT_ONCE } from './limits.ts';
import { isRecording } from './media-type.ts';
import { recordOf, type EvidenceParts } from './parts.ts';
import { strip } from './strip/strip.ts';

/** A file on its way. */
export interface Upload {
  readonly asking: Asking;
  /** SHA-256 of the bytes as sent, as the device says. */
  readonly ref: string;
  readonly item: string;
  readonly takenAt: number | null;
  /** What the device says it is; null = it does not say. */
  readonly claimed: string | null;
  readonly length: number | null;
  readonly body: AsyncIterable<Uint8Array>;
}

type Taken = { readonly ok: true; readonly record: EvidenceRecord } | Refusal;

const TOO_LARGE = refusal(413, 'too-large', 'Photographs may have 10 MB, recordings 25 MB; send a smaller one.');
const NOT_TAKEN = refusal(
  415,
  'not-a-kind-taken',
  'Photographs may be JPEG, PNG or WebP, recordings MP3, M4A or WAV. Set the camera or recorder to one of these.',
);
const UNREADABLE = refusal(422, 'not-what-it-claims', 'The file is damaged or not what its beginning says it is.');
const LOCKED = refusal(409, 'locked', 'This sheet is signed; no evidence is added any more.');

/**
 * Takes evidence of an inspection of the asking person's own. Sent again it changes nothing. What does not belong to
 * the picture or the sound is removed before anything is kept.
 */
export class EvidenceIntake {
  readonly #parts: EvidenceParts;
  #under = 0;

  constructor(parts: EvidenceParts) {
    this.#parts = parts;
  }

  async take(upload: Upload): Promise<Taken> {
    const { database, folder } = this.#parts;
    const known = await mayAdd(database.read, upload);
    if (known !== null) return known;
    if (upload.length !== null && upload.length > RECORDING_BYTES) return TOO_LARGE;
    if (this.#under >= UPLOADS_AT_ONCE)
      return refusal(429, 'busy', 'Many files are being sent; try again in a minute.');
    this.#under += 1;
    try {
      const received = await folder.receive(upload.body);
      if (received.ok) return await this.#checkAndDrop(upload, received.incoming);
      if (received.reason === 'too-large') return TOO_LARGE;
      if (received.reason === 'cut-off')
        return refusal(400, 'cut-off', 'The file did not arrive whole; send it again.');
      return NOT_TAKEN;
    } finally {
      this.#under -= 1;
    }
  }

  async #checkAndDrop(upload: Upload, incoming: Incoming): Promise<Taken> {
    try {
      return await this.#check(upload, incoming);
    } finally {
      await this.#parts.folder.drop(incoming);
    }
  }

  async #check(upload: Upload, incoming: Incoming): Promise<Taken> {
    if (incoming.hash !== upload.ref)
      return refusal(422, 'hash-differs', 'The file did not arrive as it was sent; send it again.');
    const family = upload.claimed?.split('/')[0];
    if ((family === 'image' || family === 'audio') && !incoming.type.startsWith(`${family}/`)) return UNREADABLE;
    // One at a time: a file is in memory while it is stripped, and the daily removal must not meet half of this.
    return this.#parts.turns.take(async () => {
      const stripped = strip(incoming.type, await this.#parts.folder.read(incoming));
      if (!stripped.ok) return stripped.reason === 'unreadable' ? UNREADABLE : NOT_TAKEN;
      return this.#keep(upload, incoming, stripped.bytes);
    });
  }

  async #keep(upload: Upload, { type }: Incoming, bytes: Uint8Array): Promise<Taken> {
    const { database, folder, clock, keepDays } = this.#parts;
    const { asking, ref, item, takenAt } = upload;
    const { account, branch, inspection } = asking;
    const hash = await folder.keep(bytes);
    const now = clock.now();
    const days = isRecording(type) ? keepDays.recordings : keepDays.photos;
    const row = {
      branch,
      inspection,
      hash,
      item,
      account,
      original: ref,
      media_type: type,
      bytes: bytes.length,
      taken_at: takenAt,
      received_at: now,
      keep_until: new Date(now + days * 86_400_000).toISOString().slice(0, 10),
      removed_at: null,
    };
    return database.write(async (writing) => {
      const known = await mayAdd(writing, upload);
      if (known !== null) return known;
      await addEvidence(writing, row);
      await appendAudit(writing, {
        at: now,
        account,
        action: 'evidence.added',
        subject: `inspection/${branch}/${inspection}/evidence/${ref}`,
        detail: { item, mediaType: type, bytes: bytes.length, stored: hash },
      });
      return { ok: true, record: recordOf(row) };
    });
  }
}

/** What is there already, or why nothing may be added; null = it may come. */
async function mayAdd(reader: Reader, upload: Upload): Promise<Taken | null> {
  const { asking, ref } = upload;
  const { scope, branch, inspection, account } = asking;
  const assignment = await ownAssignment(reader, asking);
  if (assignment === null) return NO_ASSIGNMENT;
  const files = await findEvidence(reader, scope, { branch, inspection });
  const known = files.find(({ original }) => original === ref);
  if (known?.account === account) return { ok: true, record: recordOf(known) };
  if (assignment.entry === 'own' ? isLocked(assignment.state) : await isSigned(reader, asking)) return LOCKED;
  if (known !== undefined) return refusal(409, 'not-yours', 'Somebody else has sent the very same file.');
  return files.length < FILES_AT_MOST
    ? null
    : refusal(409, 'too-many', `An inspection has at most ${String(FILES_AT_MOST)} files.`);
}

async function isSigned(reader: Reader, asking: Asking): Promise<boolean> {
  const sheet = await findOwnSheet(reader, asking.scope, { ...asking, entry: 'second-scorer' });
  return sheet?.state === 'signed';
}
