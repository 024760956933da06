import type { Dictionary } from '../shared/language.ts';
import type { Unlock } from './agent.ts';

/** For branch staff behind the PIN. */
export interface SettingsTexts {
  readonly title: string;
  readonly pin: string;
  readonly digit: (digit: string) => string;
  readonly remove: string;
  readonly open: string;
  readonly close: string;
  readonly refusal: Readonly<Record<Exclude<Unlock, 'open'>, string>>;
  readonly digits: (count: number) => string;
  readonly name: string;
  readonly nameHint: string;
  readonly nameWrong: string;
  readonly counter: string;
  readonly asAddressed: string;
  readonly noCounter: string;
  readonly survey: string;
  readonly faces: string;
  readonly volume: string;
  readonly voice: string;
  readonly elder: string;
  readonly reach: string;
  readonly asConfigured: string;
  readonly on: string;
  readonly off: string;
  readonly deliveries: (pending: number, refused: number) => string;
  readonly retry: string;
  readonly reload: string;
  readonly save: string;
}

export const SETTINGS_TEXTS: Dictionary<SettingsTexts> = {
  zh: {
    title: '评价屏设置',
    pin: '请输入设置密码',
    digit: (digit) => `数字 ${digit}`,
    remove: '退格',
    open: '确定',
    close: '关闭',
    refusal: {
      wrong: '密码不正确，请重新输入。',
      locked: '错误次数过多，请稍后再试。',
      'no-pin': '尚未设置密码。请在网点主机上运行：npm run edge -- --config branch.json --set-kiosk-pin',
      unreachable: '连接不上网点主机，请稍后再试。',
    },
    digits: (count) => `已输入 ${count} 位`,
    name: '评价屏名称',
    nameHint: '有多台评价屏时填写：小写字母、数字、连字符',
    nameWrong: '名称只能用小写字母、数字和连字符，最多 24 个字符。',
    counter: '固定窗口',
    asAddressed: '按网页地址',
    noCounter: '不询问窗口',
    survey: '评价方式',
    faces: '表情评价',
    volume: '提示音量',
    voice: '提供语音提示',
    elder: '默认长辈模式',
    reach: '默认低位操作',
    asConfigured: '按网点配置',
    on: '开',
    off: '关',
    deliveries: (pending, refused) => `待送出 ${pending} 条，未被接受 ${refused} 条`,
    retry: '全部重试',
    reload: '重新加载页面',
    save: '保存',
  },
  en: {
    title: 'Kiosk settings',
    pin: 'Enter the settings PIN',
    digit: (digit) => `Digit ${digit}`,
    remove: 'Delete',
    open: 'OK',
    close: 'Close',
    refusal: {
      wrong: 'Wrong PIN, please try again.',
      locked: 'Too many wrong PINs, please try later.',
      'no-pin': 'No PIN has been set. On the branch PC run: npm run edge -- --config branch.json --set-kiosk-pin',
      unreachable: 'The branch PC does not answer, please try later.',
    },
    digits: (count) => (count === 1 ? '1 digit entered' : `${count} digits entered`),
    name: 'Name of this kiosk',
    nameHint: 'Where there are several: lower-case letters, digits, hyphens',
    nameWrong: 'Only lower-case letters, digits and hyphens, 24 characters at most.',
    counter: 'Fixed counter',
    asAddressed: 'As the page address says',
    noCounter: 'Do not ask for a counter',
    survey: 'Asks for',
    faces: 'A rating by faces',
    volume: 'Volume of tones',
    voice: 'Offer spoken prompts',
    elder: 'Start in large print',
    reach: 'Start in low reach',
    asConfigured: 'As the branch is configured',
    on: 'On',
    off: 'Off',
    deliveries: (pending, refused) => `${pending} waiting to be sent, ${refused} refused`,
    retry: 'Try all again',
    reload: 'Reload the page',
    save: 'Save',
  },
};
