import bolt from '@slack/bolt/dist/App.js';

/** Bolt's App by itself: the package's front door loads Express as well, which takes as long as all of ours. */
export const App = bolt.default;
