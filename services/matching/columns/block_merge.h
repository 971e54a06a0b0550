// Brings changes into sorted blocks.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_MERGE_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_MERGE_H_

#include <memory>
#include <string>
#include <vector>

#include "services/matching/columns/subject_block.h"

namespace sangam::matching {

using SubjectBlocks = std::vector<std::shared_ptr<const SubjectBlock>>;

// `blocks` without the subjects of `deleted`, and with those of `newer`, which
// count where both have one. All are sorted by name. Blocks that nothing
// changes are taken over as they are; others are split or joined so that small
// ones do not pile up.
SubjectBlocks MergeBlocks(const SubjectBlocks& blocks,
                          const SubjectBlocks& newer,
                          const std::vector<std::string>& deleted);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_BLOCK_MERGE_H_
