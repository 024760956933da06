import type { JSX } from 'preact';
import type { CardAgreement, CellDrift } from '../../inspections/agreement/wire.ts';
import type { Language } from '../shell/language.ts';
import { signedPoints } from './figures.ts';
import type { AgreementTexts } from './texts.ts';

export interface DriftRow {
  readonly cell: string;
  readonly title: string;
  readonly drift: CellDrift;
}

interface DriftChartProps {
  readonly rows: readonly DriftRow[];
  readonly texts: AgreementTexts;
}

const WIDTH = 360;
const ROW = 36;
const PAD = 14;

/** Mean differences with their intervals around zero, a line for each cell. The text beside each says the same. */
export function DriftChart({ rows, texts }: DriftChartProps): JSX.Element {
  const reach = Math.max(
    500,
    ...rows.flatMap(({ drift }) => [drift.mean, drift.low ?? 0, drift.high ?? 0].map(Math.abs)),
  );
  return (
    <table class="drifts">
      <thead>
        <tr>
          <th scope="col">{texts.item}</th>
          <th scope="col" class="axis">
            <span>{texts.higherSecond}</span> <span>{texts.higherOwn}</span>
          </th>
          <th scope="col" class="number">
            {texts.pairs}
          </th>
          <th scope="col">{texts.verdict}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ cell, title, drift }) => (
          <tr key={cell}>
            <th scope="row">{title}</th>
            <td>
              <Drift title={title} drift={drift} reach={reach} texts={texts} />
            </td>
            <td class="number">{drift.pairs}</td>
            <td>
              {drift.drifts ? (
                <span class="tag" data-tone="over">
                  {texts.drifts} {signedPoints(drift.mean)}
                </span>
              ) : (
                <span class="quiet">{texts.steady}</span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface DriftProps {
  readonly title: string;
  readonly drift: CellDrift;
  /** Thousandths of a point at the edge of the picture. */
  readonly reach: number;
  readonly texts: AgreementTexts;
}

function Drift({ title, drift, reach, texts }: DriftProps): JSX.Element {
  const x = (thousandths: number): number => WIDTH / 2 + (thousandths / reach) * (WIDTH / 2 - PAD);
  return (
    <svg
      class="drift"
      data-drifts={drift.drifts}
      viewBox={`0 0 ${String(WIDTH)} ${String(ROW)}`}
      role="img"
      aria-label={texts.driftRow({
        title,
        mean: signedPoints(drift.mean),
        low: drift.low === null ? '–' : signedPoints(drift.low),
        high: drift.high === null ? '–' : signedPoints(drift.high),
        n: drift.pairs,
        drifts: drift.drifts,
      })}
    >
      <line class="zero" x1={x(0)} x2={x(0)} y1={0} y2={ROW} />
      {drift.low === null || drift.high === null ? null : (
        <line class="range" x1={x(drift.low)} x2={x(drift.high)} y1={ROW / 2} y2={ROW / 2} />
      )}
      <circle class="mean" cx={x(drift.mean)} cy={ROW / 2} r={6} />
    </svg>
  );
}

export function driftRows({ cells }: CardAgreement, language: Language): readonly DriftRow[] {
  return cells.flatMap(({ cell, title, drift }) => (drift === null ? [] : [{ cell, title: title[language], drift }]));
}
