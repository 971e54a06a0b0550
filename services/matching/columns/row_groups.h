// The rows of a block by what they have of one attribute.
#ifndef SANGAM_SERVICES_MATCHING_COLUMNS_ROW_GROUPS_H_
#define SANGAM_SERVICES_MATCHING_COLUMNS_ROW_GROUPS_H_

#include "services/matching/columns/block_values.h"

namespace sangam::matching {

// As BlockEvaluator::GroupBy says, for the block that is open.
RowGroups GroupRows(BlockValues& values, const AttributeInfo& attribute);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_COLUMNS_ROW_GROUPS_H_
