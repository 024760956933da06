import type { Language } from '../shell/language.ts';

interface PartTexts {
  readonly pages: string;
  readonly previous: string;
  readonly next: string;
  readonly pageOf: (page: number, pages: number) => string;
}

export const PART_TEXTS: Readonly<Record<Language, PartTexts>> = {
  zh: {
    pages: '翻页',
    previous: '上一页',
    next: '下一页',
    pageOf: (page, pages) => `第 ${page} 页，共 ${pages} 页`,
  },
  en: {
    pages: 'Pages',
    previous: 'Previous',
    next: 'Next',
    pageOf: (page, pages) => `Page ${page} of ${pages}`,
  },
};
