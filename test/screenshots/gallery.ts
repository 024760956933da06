interface Picture {
  /** File of the browser tests, without its ending. */
  readonly name: string;
  readonly text: string;
}

/** What is worth showing, in the order of a walk through the hall. */
export const GALLERY: readonly { readonly title: string; readonly pictures: readonly Picture[] }[] = [
  {
    title: 'Feedback kiosk 评价屏',
    pictures: [],
  },
];
