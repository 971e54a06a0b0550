#include "services/matching/opportunity/known_subject.h"

#include <cstddef>
#include <utility>

#include "absl/types/optional.h"
#include "common/status/errors.h"
#include "common/status/macros.h"
#include "services/matching/columns/subject_columns.h"
#include "services/matching/feeds/side_facts.h"

namespace sangam::matching {
namespace {

absl::optional<type::v1::Profile> FindProfile(const ColumnsView& columns,
                                              const std::string& subject) {
  // In that block, or the last of the one before.
  const size_t after = columns.FirstBlockAfter(subject);
  for (const size_t index : {after, after - 1}) {
    if (index >= columns.block_count()) continue;
    const SubjectBlock& block = columns.block(index);
    const uint32_t row = block.RowOf(subject);
    if (row == block.size()) continue;
    type::v1::Profile profile = block.ProfileOf(row, columns.texts());
    TakeSideFacts(&profile);
    return profile;
  }
  return absl::nullopt;
}

}  // namespace

absl::StatusOr<KnownSubject> FindKnownSubject(const std::string& name,
                                              const CoverageBasis& basis,
                                              const CoverageBasisReader& reader,
                                              const CallContext& call) {
  KnownSubject known;
  known.name = name;
  auto profile = FindProfile(*basis.subjects.columns, name);
  if (!profile) {
    SANGAM_ASSIGN_OR_RETURN(known.name, reader.SurvivorOf(name, call));
    profile = FindProfile(*basis.subjects.columns, known.name);
  }
  if (!profile) return NotFoundError(name);
  known.profile = *std::move(profile);
  return known;
}

}  // namespace sangam::matching
