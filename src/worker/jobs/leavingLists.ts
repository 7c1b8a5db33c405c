import type { DataSetTicket, DataSetView, HoldingJobs, ImportResult, SentJobs } from '../protocol.ts';
import { ListDesk } from '../slices.ts';

/** Answers with tickets instead of long lists: the page takes those in slices. */
export function leavingLists(jobs: HoldingJobs): SentJobs {
  const desk = new ListDesk();
  const ticketOf = ({ scans, outcomes, ...rest }: DataSetView): DataSetTicket => ({
    ...rest,
    scans: desk.leave(scans),
    outcomes: desk.leave(outcomes),
  });
  const leave = async (result: Promise<ImportResult>) => {
    const { dataSet, outcomes, ...rest } = await result;
    return { ...rest, dataSet: ticketOf(dataSet), outcomes: desk.leave(outcomes) };
  };
  return {
    ...jobs,
    async open() {
      const workspace = await jobs.open();
      return { ...workspace, dataSet: workspace.dataSet && ticketOf(workspace.dataSet) };
    },
    importFiles: (request, onProgress) => leave(jobs.importFiles(request, onProgress)),
    importSample: (onProgress) => leave(jobs.importSample(onProgress)),
    takeRows: async (id, at) => desk.take(id, at),
  };
}
