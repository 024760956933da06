/** Rows of migration 003. */
export interface PoliciesTables {
  readonly policy: {
    readonly kind: 'scorecard' | 'composite';
    readonly id: string;
    readonly version: number;
    readonly state: 'draft' | 'submitted' | 'approved' | 'withdrawn';
    readonly title_zh: string;
    readonly title_en: string;
    readonly from_on: string | null;
    readonly to_on: string | null;
    readonly author: string;
    readonly editors: string;
    readonly submitted_at: number | null;
    readonly approver: string | null;
    readonly approved_at: number | null;
    readonly updated_at: number;
    readonly body: string;
    readonly digest: string;
  };
}

export type PolicyRow = PoliciesTables['policy'];
export type PolicyKind = PolicyRow['kind'];
export type PolicyState = PolicyRow['state'];

/** Names one version. */
export type PolicyKey = Pick<PolicyRow, 'kind' | 'id' | 'version'>;
