/** Rows of migration 003. */
export interface PoliciesTables {
  readonly policy: {
    readonly kind: 'scorecard' | 'composite';
    readonly id: string;
    readonly version: number;
    readonly state: 'draft' | 'submitted' | 'approved' | 'withdrawn';
    readonly from_on: string;
    readonly to_on: string | null;
    readonly author: string;
    readonly submitted_at: number | null;
    readonly approver: string | null;
    readonly approved_at: number | null;
    readonly updated_at: number;
    readonly body: string;
    readonly digest: string;
  };
}
