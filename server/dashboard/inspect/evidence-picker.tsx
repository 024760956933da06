import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import type { Item } from '#rubric/scorecards/schema.ts';
import type { Language } from '../shell/language.ts';
import { cellDraft, withCell, type CellDraft } from './draft.ts';
import { sha256 } from './sha256.ts';
import type { Phone, PhoneState } from './phone.ts';
import type { EvidenceFile } from './sync.ts';
import { TEXTS } from './texts.ts';
import type { Visit } from './visit.ts';

interface PickerProps {
  readonly phone: Phone;
  readonly state: PhoneState;
  readonly visit: Visit;
  readonly item: Item;
  readonly cell: string;
  readonly typed: CellDraft;
  readonly language: Language;
}

const TAKEN = 'image/jpeg,image/png,image/webp,audio/mpeg,audio/mp4,audio/x-m4a,audio/wav,.mp3,.m4a,.wav';
/** Of one answer, as on a sheet. */
const FILES_AT_MOST = 20;
const MEBIBYTE = 1_048_576;
/** As at head office, so that nothing too large travels at all. */
const PHOTO_BYTES = 10 * MEBIBYTE;
const RECORDING_BYTES = 25 * MEBIBYTE;

/** Photographs and recordings of one cell: added, looked at, and whether head office has them. */
export function EvidencePicker({ phone, state, visit, item, cell, typed, language }: PickerProps): JSX.Element {
  const texts = TEXTS[language];
  const [isTooLarge, setTooLarge] = useState(false);
  const files = state.files.filter((file) => file.visit === visit.key);
  const change = (how: (refs: readonly string[]) => readonly string[]): void =>
    phone.edit(visit.key, (now) => withCell(now, cell, { evidence: how(cellDraft(now, cell).evidence) }));
  const add = async (chosen: File): Promise<void> => {
    const isFitting = chosen.size <= (chosen.type.startsWith('audio/') ? RECORDING_BYTES : PHOTO_BYTES);
    setTooLarge(!isFitting);
    if (!isFitting) return;
    const file = await keptFile(chosen, { visit: visit.key, item: item.id });
    phone.addFile(file);
    change((refs) => [...new Set([...refs, file.ref])]);
  };
  const remove = (ref: string): void => {
    const file = files.find((one) => one.ref === ref);
    if (file !== undefined && !file.isSent) phone.removeFile(file);
    change((refs) => refs.filter((one) => one !== ref));
  };
  return (
    <div class="evidence">
      <ul>
        {typed.evidence.map((ref) => (
          <li key={ref} data-testid={`evidence-${cell}`}>
            <Piece file={files.find((file) => file.ref === ref)} language={language} />
            <button type="button" class="button" data-kind="quiet" onClick={() => remove(ref)}>
              {texts.removeEvidence}
            </button>
          </li>
        ))}
      </ul>
      {isTooLarge ? (
        <p class="needed" role="alert">
          ▲ {texts.tooLarge}
        </p>
      ) : null}
      {typed.evidence.length < FILES_AT_MOST ? (
        <Chooser label={texts.addEvidence} cell={cell} add={(file) => void add(file)} />
      ) : null}
    </div>
  );
}

interface ChooserProps {
  readonly label: string;
  readonly cell: string;
  readonly add: (file: File) => void;
}

function Chooser({ label, cell, add }: ChooserProps): JSX.Element {
  return (
    <label class="button add">
      {label}
      <input
        type="file"
        accept={TAKEN}
        data-testid={`add-${cell}`}
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          if (file !== undefined) add(file);
          currentTarget.value = '';
        }}
      />
    </label>
  );
}

/** Its bytes rather than the file: what a file stands for may be gone when it is sent. */
async function keptFile(chosen: File, of: Pick<EvidenceFile, 'visit' | 'item'>): Promise<EvidenceFile> {
  const bytes = await chosen.arrayBuffer();
  const blob = new Blob([bytes], { type: chosen.type });
  return { ...of, ref: await sha256(bytes), blob, takenAt: Date.now(), isSent: false, refused: null };
}

function Piece({
  file,
  language,
}: {
  readonly file: EvidenceFile | undefined;
  readonly language: Language;
}): JSX.Element {
  const texts = TEXTS[language];
  const url = useObjectUrl(file?.blob ?? null);
  const isSent = file === undefined || file.isSent;
  const isPhoto = file?.blob.type.startsWith('image/') ?? false;
  return (
    <>
      {isPhoto && url !== null ? (
        <img src={url} alt={texts.photo} width={64} height={64} />
      ) : (
        <span>{texts.recording}</span>
      )}
      <span class="tag" data-tone={isSent ? 'ok' : file.refused === null ? 'near' : 'over'}>
        {isSent ? `✓ ${texts.isSent}` : file.refused === null ? `▲ ${texts.isNotSent}` : texts.refused(file.refused)}
      </span>
    </>
  );
}

function useObjectUrl(blob: Blob | null): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (blob === null) return undefined;
    const made = URL.createObjectURL(blob);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return url;
}
