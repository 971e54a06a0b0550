// The columns in a file; what else is kept with them is the caller's to add.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_COLUMNS_SNAPSHOT_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_COLUMNS_SNAPSHOT_H_

#include <memory>

#include "services/matching/columns/snapshot_file.h"
#include "services/matching/columns/subject_columns.h"

namespace sangam::matching {

// Writes the view with its token. Takes seconds for millions of subjects: not
// for a thread that serves requests. Texts that no subject of the view has any
// more are not written.
void WriteColumns(const ColumnsView& view, SnapshotWriter* writer);

// What WriteColumns wrote, to be believed after SnapshotReader::IsWhole. Null
// where the file holds something else, or columns in the form of another build
// of the program or another machine (see ColumnLayout).
std::shared_ptr<const ColumnsView> ReadColumns(SnapshotReader* reader);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_COLUMNS_SNAPSHOT_H_
