import type { Relation } from '../../appraisals/results.ts';
import type { FormTexts } from '../parts/form.tsx';
import type { Language } from '../shell/language.ts';

export interface AppraisalTexts extends FormTexts {
  readonly title: string;
  readonly about: string;
  readonly branch: string;
  readonly period: string;
  readonly noBranch: string;
  readonly back: string;
  readonly tasks: string;
  readonly noTasks: string;
  readonly appraise: string;
  readonly done: string;
  readonly relations: Readonly<Record<Relation, string>>;
  readonly own: string;
  readonly nothingYet: string;
  readonly results: string;
  readonly noResults: string;
  readonly item: string;
  readonly whole: string;
  readonly count: (n: number) => string;
  readonly tooFew: string;
  readonly below: string;
  readonly needs: string;
  readonly noNeeds: string;
  readonly words: string;
  readonly version: (n: number) => string;
  readonly formAbout: Readonly<Record<Relation, string>>;
  readonly card: string;
  readonly noCards: string;
  readonly unanswered: (n: number) => string;
  readonly sign: string;
  readonly staff: string;
  readonly staffAbout: string;
  readonly pseudonym: string;
  readonly pseudonymHint: string;
  readonly account: string;
  readonly noAccount: string;
  readonly works: string;
  readonly left: string;
  readonly leave: string;
  readonly comeBack: string;
  readonly add: string;
  readonly nobody: string;
  readonly state: string;
}

export const APPRAISAL_TEXTS: Readonly<Record<Language, AppraisalTexts>> = {
  zh: {
    title: '员工评价',
    about: '自评、上级评价与同事互评分别列出，不合并成一个分数。同事评价满三份才显示平均值，不显示单份评价。',
    branch: '网点',
    period: '季度',
    noBranch: '您的权限范围内没有网点。',
    back: '返回',
    tasks: '待我评价',
    noTasks: '没有需要您评价的人员。',
    appraise: '评价',
    done: '已评价',
    relations: { self: '自评', superior: '上级', peer: '同事' },
    own: '对我的评价',
    nothingYet: '本季度还没有评价。',
    results: '评价结果',
    noResults: '本网点还没有登记员工。',
    item: '项目',
    whole: '总体',
    count: (n) => `${n} 份`,
    tooFew: '少于三份，不显示',
    below: '不到一半',
    needs: '培训需求',
    noNeeds: '没有得分不到一半的项目。',
    words: '原话',
    version: (n) => `第 ${n} 版`,
    formAbout: {
      self: '这是您的自评。每季度一次，签字后不能修改。',
      superior: '您以上级身份评价。每季度一次，签字后不能修改；本人可以看到您的评价。',
      peer: '您以同事身份评价。每季度一次，签字后不能修改；只与其他同事的评价合并显示，满三份才显示。',
    },
    card: '评价表',
    noCards: '还没有已批准的评价表（计分表或问卷）。',
    unanswered: (n) => `还有 ${n} 项未填`,
    sign: '签字提交',
    staff: '本网点员工',
    staffAbout: '只用代号，不写姓名。有账号的员工可以自评并评价同事。此对照表只有网点经理能看到。',
    pseudonym: '代号',
    pseudonymHint: '字母或数字，可含 - _',
    account: '账号',
    noAccount: '无账号',
    works: '在岗',
    left: '已离开',
    leave: '标为离开',
    comeBack: '恢复在岗',
    add: '登记员工',
    nobody: '还没有登记员工。',
    state: '状态',
    refusals: {
      'already-there': '您本季度已评价过此人。',
      'no-such-person': '本网点没有需要您评价的这个代号。',
      'known-account': '此账号在本网点已有代号。',
      unreachable: '暂时连不上总行服务器，填写的内容还在。',
    },
    problems: {
      pseudonym: '1–32 位字母或数字，可含 - _',
      'member.account': '须是在本网点有角色的人员',
      card: '须是已批准的计分表或问卷',
    },
  },
  en: {
    title: 'Staff appraisal',
    about:
      'Self, superiors and colleagues stand side by side and are never one figure. Colleagues are shown as means from three on, never one by one.',
    branch: 'Branch',
    period: 'Quarter',
    noBranch: 'There is no branch within your scope.',
    back: 'Back',
    tasks: 'To appraise',
    noTasks: 'There is nobody for you to appraise.',
    appraise: 'Appraise',
    done: 'Done',
    relations: { self: 'Self', superior: 'Superiors', peer: 'Colleagues' },
    own: 'What was said of you',
    nothingYet: 'Nothing was said in this quarter yet.',
    results: 'Results',
    noResults: 'No staff is listed at this branch yet.',
    item: 'Item',
    whole: 'As a whole',
    count: (n) => `n = ${n}`,
    tooFew: 'fewer than three, not shown',
    below: 'below half',
    needs: 'Training needs',
    noNeeds: 'No item is below half of its points.',
    words: 'Word for word',
    version: (n) => `version ${n}`,
    formAbout: {
      self: 'You appraise yourself: once a quarter, and it cannot be changed once signed.',
      superior:
        'You appraise as a superior: once a quarter, and it cannot be changed once signed. The person sees what you say.',
      peer: 'You appraise a colleague: once a quarter, and it cannot be changed once signed. It is shown only together with other colleagues’, from three on.',
    },
    card: 'Card',
    noCards: 'No additive card or questionnaire is approved yet.',
    unanswered: (n) => `${n} item(s) unanswered`,
    sign: 'Sign',
    staff: 'Staff of this branch',
    staffAbout:
      'Pseudonyms only, no names. Whoever has an account may appraise themselves and colleagues. Only the branch manager sees this list.',
    pseudonym: 'Pseudonym',
    pseudonymHint: 'Letters or digits, also - _',
    account: 'Account',
    noAccount: 'No account',
    works: 'Works here',
    left: 'Has left',
    leave: 'Mark as left',
    comeBack: 'Works here again',
    add: 'Add',
    nobody: 'Nobody is listed yet.',
    state: 'State',
    refusals: {
      'already-there': 'You have appraised this person for this quarter already.',
      'no-such-person': 'There is nobody of this pseudonym whom you appraise.',
      'known-account': 'This account has a pseudonym at this branch already.',
      unreachable: 'Head office cannot be reached; what you filled in is still here.',
    },
    problems: {
      pseudonym: '1 to 32 letters or digits, also - and _',
      'member.account': 'Somebody with a role at this branch',
      card: 'An approved additive card or questionnaire',
    },
  },
};
