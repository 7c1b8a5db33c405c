import type { DataSetTicket, DataSetView, EditedTicket, HoldingJobs, ImportResult, SentJobs } from '../protocol.ts';
import { ListDesk } from '../slices.ts';

/** Answers with tickets instead of long lists: the page takes those in slices. */
export function leavingLists(jobs: HoldingJobs): SentJobs {
  const desk = new ListDesk();
  const editedTicketOf = ({ scans, excluded, outcomes: _, ...rest }: DataSetView): EditedTicket => ({
    ...rest,
    scans: desk.leave(scans),
    excluded: desk.leave(excluded),
  });
  const ticketOf = (dataSet: DataSetView): DataSetTicket => ({
    ...editedTicketOf(dataSet),
    outcomes: desk.leave(dataSet.outcomes),
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
    async openArchive(file) {
      const { id, entries, refused } = await jobs.openArchive(file);
      return { id, entries: desk.leave(entries), refused: desk.leave(refused) };
    },
    async labelTable(file, columns) {
      const { rows, ...rest } = await jobs.labelTable(file, columns);
      return { ...rest, rows: desk.leave(rows) };
    },
    applyEdit: async (remedy) => editedTicketOf(await jobs.applyEdit(remedy)),
    takeBack: async (editId) => editedTicketOf(await jobs.takeBack(editId)),
    async audit(onProgress) {
      const report = await jobs.audit(onProgress);
      return report && { ...report, copies: desk.leave(report.copies) };
    },
    takeRows: async (id, at) => desk.take(id, at),
  };
}
