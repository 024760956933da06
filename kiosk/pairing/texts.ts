import type { ScreenRole } from '#contract/screens.ts';
import type { Dictionary } from '../shared/language.ts';

interface RoleTexts {
  readonly name: string;
  readonly purpose: string;
}

interface Errors {
  readonly 'wrong-code': string;
  readonly 'code-void': string;
  readonly 'too-many-screens': string;
  readonly 'not-stored': string;
  readonly unreachable: string;
  readonly other: string;
}

interface PairingTexts {
  readonly roles: Readonly<Record<ScreenRole, RoleTexts>>;
  readonly errors: Errors;

  /* On the branch PC */
  readonly title: string;
  readonly add: string;
  readonly addHint: string;
  readonly localOnly: string;
  readonly stepOpen: string;
  readonly stepEnter: string;
  readonly codeFor: (role: string) => string;
  readonly valid: (time: string) => string;
  readonly expired: string;
  readonly arrived: (name: string, role: string) => string;
  readonly screens: string;
  readonly none: string;
  readonly pairedAt: (time: string) => string;
  readonly lastSeen: (time: string) => string;
  readonly neverSeen: string;
  readonly remove: string;
  readonly removeNamed: (name: string) => string;
  readonly removeSure: string;
  readonly keep: string;

  /* On the screen itself */
  readonly screenTitle: string;
  readonly screenHint: string;
  readonly code: string;
  readonly codeSoFar: (digits: string) => string;
  readonly back: string;
  readonly clear: string;
  readonly name: string;
  readonly nameHint: string;
  readonly suggestions: readonly string[];
  readonly pair: string;
  readonly pairing: string;
}

export const PAIRING_TEXTS: Dictionary<PairingTexts> = {
  zh: {
    roles: {
      kiosk: { name: '评价屏', purpose: '供客户评价服务' },
      display: { name: '大厅显示屏', purpose: '显示叫号与等候时间' },
      lobby: { name: '大堂看板', purpose: '供大堂经理查看大厅情况' },
    },
    errors: {
      'wrong-code': '配对码不正确、已使用或已过期，请核对后重试。',
      'code-void': '输错次数过多，配对码已作废。请在网点电脑上重新生成。',
      'too-many-screens': '已配对的屏幕过多，请先在网点电脑上移除不再使用的屏幕。',
      'not-stored': '无法保存：磁盘写入失败，请联系技术人员。',
      unreachable: '连接不上网点电脑，请检查网络后重试。',
      other: '操作未成功，请重试。',
    },
    title: '屏幕配对',
    add: '配对新屏幕',
    addHint: '请选择屏幕用途，随后显示一次性配对码。',
    localOnly: '当前仅本机可以访问。如需连接其他设备，请由技术人员在配置文件的 http 部分设置 host 并开启 allowRemote。',
    stepOpen: '在新设备的浏览器中打开：',
    stepEnter: '在新设备上输入配对码：',
    codeFor: (role) => `${role}配对码`,
    valid: (time) => `剩余有效时间 ${time}，仅可使用一次`,
    expired: '配对码已过期，请重新生成。',
    arrived: (name, role) => `“${name}”已配对为${role}。`,
    screens: '已配对屏幕',
    none: '暂无已配对屏幕。本机上的页面无需配对。',
    pairedAt: (time) => `配对于 ${time}`,
    lastSeen: (time) => `最近在线 ${time}`,
    neverSeen: '尚未连接',
    remove: '移除',
    removeNamed: (name) => `移除“${name}”`,
    removeSure: '确认移除',
    keep: '保留',
    screenTitle: '配对本屏',
    screenHint: '请在网点电脑上打开“屏幕配对”页面，获取六位配对码。',
    code: '配对码',
    codeSoFar: (digits) => (digits === '' ? '尚未输入' : `已输入 ${digits.split('').join(' ')}`),
    back: '删除一位',
    clear: '清空',
    name: '屏幕名称',
    nameHint: '方便工作人员辨认，例如摆放位置',
    suggestions: ['入口评价屏', '大厅电视', '大堂平板', '理财区屏幕'],
    pair: '配对',
    pairing: '正在配对……',
  },
  en: {
    roles: {
      kiosk: { name: 'Feedback kiosk', purpose: 'Customers rate the service' },
      display: { name: 'Hall display', purpose: 'Shows calls and waiting times' },
      lobby: { name: 'Lobby board', purpose: 'For the lobby manager' },
    },
    errors: {
      'wrong-code': 'This code is wrong, used or expired. Please check it and try again.',
      'code-void': 'Too many wrong codes: the code is void. Please make a new one on the branch PC.',
      'too-many-screens': 'Too many screens are paired. Please remove one that is not used any more on the branch PC.',
      'not-stored': 'Could not be saved: the disk refuses. Please call technical staff.',
      unreachable: 'The branch PC cannot be reached. Please check the network and try again.',
      other: 'That did not work. Please try again.',
    },
    title: 'Pair screens',
    add: 'Pair a new screen',
    addHint: 'Choose what the screen is for. A code for one use is shown then.',
    localOnly:
      'Only this PC can open the pages now. For other devices, technical staff must set host and allowRemote in the http section of the configuration.',
    stepOpen: 'In the browser of the new device, open:',
    stepEnter: 'On the new device, enter the code:',
    codeFor: (role) => `Code for a ${role.toLowerCase()}`,
    valid: (time) => `Valid for ${time}, for one use`,
    expired: 'The code has expired. Please make a new one.',
    arrived: (name, role) => `"${name}" is now paired as ${role.toLowerCase()}.`,
    screens: 'Paired screens',
    none: 'No screen is paired. Pages on this PC need no pairing.',
    pairedAt: (time) => `paired ${time}`,
    lastSeen: (time) => `last seen ${time}`,
    neverSeen: 'not seen yet',
    remove: 'Remove',
    removeNamed: (name) => `Remove "${name}"`,
    removeSure: 'Yes, remove',
    keep: 'Keep',
    screenTitle: 'Pair this screen',
    screenHint: 'On the branch PC, open the page "Pair screens" for a six-digit code.',
    code: 'Code',
    codeSoFar: (digits) => (digits === '' ? 'nothing entered yet' : `entered: ${digits.split('').join(' ')}`),
    back: 'Delete one digit',
    clear: 'Clear',
    name: 'Name of this screen',
    nameHint: 'So that staff can tell it apart, for example where it stands',
    suggestions: ['Kiosk at the entrance', 'Hall TV', 'Lobby tablet', 'Wealth area screen'],
    pair: 'Pair',
    pairing: 'Pairing…',
  },
};

/** The words for a code of the agent. */
export function errorText(code: string, { errors }: PairingTexts): string {
  return Object.hasOwn(errors, code) ? errors[code as keyof Errors] : errors.other;
}
