// Which attributes bound each other, as the fields of Profile say.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_RELATED_ATTRIBUTES_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_RELATED_ATTRIBUTES_H_

#include <string>
#include <vector>

namespace sangam::matching {

// The parts together are at most the whole: women among the members, weavers
// among the artisans.
struct PartsOfWhole {
  std::vector<std::string> parts;
  std::string whole;
};
const std::vector<PartsOfWhole>& AllPartsOfWholes();

// A share in basis points: floor(10,000 * parts / whole), see SubjectView.
// Null if the attribute is none.
const PartsOfWhole* ShareOf(const std::string& attribute);

// One name for all attributes that bear on each other; of others their own.
const std::string& FamilyOf(const std::string& attribute);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_RELATED_ATTRIBUTES_H_
