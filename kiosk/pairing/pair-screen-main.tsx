import { render } from 'preact';
import { PairScreenPage } from './pair-screen-page.tsx';

render(<PairScreenPage />, document.getElementById('page')!);
