// The file that the records go to which an import did not take.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_REJECTS_FILE_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_REJECTS_FILE_H_

#include <functional>
#include <ostream>
#include <string>
#include <vector>

#include "services/sangamctl/bulk/record_source.h"

namespace sangam::sangamctl {

// Whether `path` is one of the files that are read, under whatever name: to
// write there would cost the person the records that nobody else has.
bool IsReadFrom(const std::string& path, const std::vector<SourceFile>& files);

// Fills the file at `path` with what `write` writes. An old file there stays as
// it is until the new one is whole, and where that fails: then the result is
// false. Devices and pipes are written to as they are.
bool ReplaceFile(const std::string& path,
                 const std::function<void(std::ostream&)>& write);

// Whether rejects may go to `path`: there is nothing, or nothing in it, or what
// an earlier import left, or a device or a pipe. Any other file is somebody's.
bool MayHoldRejects(const std::string& path);

// Removes what an earlier import left at `path`, so that nobody corrects and
// imports it again. Whether there was such a file, and it is gone.
bool RemoveOldRejects(const std::string& path);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_REJECTS_FILE_H_
