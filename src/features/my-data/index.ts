import type { Feature } from '../../slack/router/feature.ts';
import {
  askToDelete,
  careMy,
  careMyData,
  confirmDelete,
  exportData,
  keepData,
  showData,
} from './actions.ts';
import type { MyDataDeps } from './deps.ts';
import { erasureTask, taskKind } from './erasure.ts';
import { exportButton, showButton } from './message.ts';
import { routes } from './routes.ts';

/** What is stored about a person: to see, to take along and to delete. */
export function registerMyData(deps: MyDataDeps) {
  const feature: Feature = {
    care: { 'my-data': careMyData(deps), my: careMy(deps) },
    actions: [
      routes.show.handle(showData(deps)),
      routes.export.handle(exportData(deps)),
      routes.erase.handle(askToDelete(deps)),
      routes.confirm.handle(confirmDelete(deps)),
      routes.keep.handle(keepData(deps)),
    ],
  };
  return {
    feature,
    tasks: [[taskKind, erasureTask(deps)]] as const,
    button: () => showButton(deps.content()),
    exportButton: () => exportButton(deps.content()),
  };
}
