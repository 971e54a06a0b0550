// Relations that act as conditions.
#ifndef SANGAM_SERVICES_MATCHING_CATALOG_RELATION_CONDITION_H_
#define SANGAM_SERVICES_MATCHING_CATALOG_RELATION_CONDITION_H_

#include <string>

#include "sangam/scheme_catalog/v1/scheme_version.pb.h"

namespace sangam::matching {

// The expression of the condition that an EXCLUDES or a REQUIRES acts as, where
// the version's own conditions do not have the exact word; see CompileVersion:
// `!received("schemes/x", 60)`, `received("schemes/x")`.
std::string ConditionOf(const scheme_catalog::v1::SchemeRelation& relation);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_CATALOG_RELATION_CONDITION_H_
