// The files of the Local Government Directory, which need no mapping.
#ifndef SANGAM_SERVICES_SANGAMCTL_BULK_LGD_MAPPING_H_
#define SANGAM_SERVICES_SANGAMCTL_BULK_LGD_MAPPING_H_

#include <istream>
#include <string>
#include <vector>

namespace sangam::sangamctl {

// The mapping of one file, or why there is none.
struct LgdMapping {
  // A text that ReadMapping reads; empty if there is a fault.
  std::string text;
  std::string fault;
};

// The levels that files can be of, the coarsest first: "state", "district", ...
std::vector<std::string> LgdLevels();

// The mapping of the file of the directory that begins at `input`, by its
// headings, and of local bodies by their types too, for which all rows are
// read. `level` is what the person says that it is of, one of LgdLevels();
// empty: the file must tell. A file is never taken for one of a coarser level
// than that of its finest codes: that would overwrite places which it only
// refers to. So a column of codes that are not known is a fault, unless the
// person says the level.
LgdMapping LgdMappingFor(std::istream* input, const std::string& level);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_BULK_LGD_MAPPING_H_
