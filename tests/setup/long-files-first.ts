import { BaseSequencer, type TestSpecification } from 'vitest/node';

/** Where single files take many seconds, however short they are. */
const longFolders = /\/tests\/(?:outbox|process|browser|stories|store)\//;

/**
 * Without the durations of an earlier run, Vitest begins with the largest files: one worker would
 * still be at a short file that takes long when the other has nothing left.
 */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isShort = ({ moduleId }: TestSpecification) => Number(!longFolders.test(moduleId));
    return (await super.sort(files)).sort((one, other) => isShort(one) - isShort(other));
  }
}
