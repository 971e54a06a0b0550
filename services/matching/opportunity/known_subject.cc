#include "services/matching/opportunity/known_subject.h"

#include <cstddef>

#include "services/matching/feeds/side_facts.h"

namespace sangam::matching {

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

}  // namespace sangam::matching
