import { expect, test } from 'vitest';
import { rememberBranches } from '../branches.ts';
import { openStores } from '../store/open-stores.ts';
import { BRANCH, OPENING, OTHER } from './branch-journal.ts';
import { onBothStores } from './databases.ts';
import { Office, withMethods } from './office.ts';

onBothStores('what is known of a branch', (makePlace) => {
  test('comes from the store once, and again only after a change', async () => {
    const at = await makePlace();
    const office = await Office.open(at.place);
    let reads = 0;
    const counted = withMethods(office.store, {
      alarms: (branch) => {
        reads += 1;
        return office.store.alarms(branch);
      },
    });
    const known = [BRANCH, OTHER].map((id) => ({ id, name: id }));
    const branches = await rememberBranches({ branches: known, store: counted, now: () => OPENING });
    for (let look = 0; look < 3; look++) await branches.summaries(() => true);
    await branches.live(BRANCH);
    expect(reads).toBe(2);

    await branches.raise(BRANCH, { kind: 'refused', detail: 'x', at: 5 });
    expect((await branches.summaries(() => true)).map(({ alarms }) => alarms)).toEqual([1, 0]);
    expect(reads).toBe(3);
    await office.close();
    await at.remove();
  });

  test('that could not be read is read again the next time', async () => {
    const at = await makePlace();
    const stores = await openStores(at.place);
    const { store } = stores;
    let isDown = true;
    const failing = withMethods(store, {
      alarms: (branch) => (isDown ? Promise.reject(new Error('the server is gone')) : store.alarms(branch)),
    });
    const branches = await rememberBranches({
      branches: [{ id: BRANCH, name: 'Demo' }],
      store: failing,
      now: () => OPENING,
    });
    await expect(branches.summary(BRANCH)).rejects.toThrow('the server is gone');
    isDown = false;
    expect(await branches.summary(BRANCH)).toMatchObject({ alarms: 0 });
    await stores.close();
    await at.remove();
  });
});
