#include "services/registry/store/subject_linkages.h"

#include <cstdint>
#include <utility>
#include <vector>

#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/registry/store/tables.h"

namespace sangam::registry {
namespace {

constexpr int64_t kPageOfLinkages = 1'000;

}  // namespace

absl::Status VisitLinkagesOf(
    Snapshot& snapshot, const std::set<std::string>& subjects,
    const std::function<absl::Status(v1::Linkage linkage)>& visit) {
  for (const std::string& subject : subjects) {
    std::string after;
    while (true) {
      SANGAM_ASSIGN_OR_RETURN(
          const std::vector<StoredResource> rows,
          LinkageTable().List(snapshot, after, kPageOfLinkages,
                              {{"subject", subject}}));
      if (rows.empty()) break;
      after = rows.back().key;
      for (const StoredResource& row : rows) {
        v1::Linkage linkage;
        if (!linkage.ParseFromString(row.body)) {
          return InternalFault("a stored resource can't be read");
        }
        SANGAM_RETURN_IF_ERROR(visit(std::move(linkage)));
      }
    }
  }
  return absl::OkStatus();
}

}  // namespace sangam::registry
