// How large the community institutions of fifteen states were.
#ifndef SANGAM_TESTS_POPULATION_STATE_SHAPES_H_
#define SANGAM_TESTS_POPULATION_STATE_SHAPES_H_

#include <cstdint>

namespace sangam::population {

// One state. Ratios between the columns are all that is used: what is made of
// them is no record of any state.
struct StateShape {
  // Of the state whose ratios these are.
  const char* shaped_like;
  int64_t households_mobilised;
  int64_t shgs;
  int64_t village_organisations;
  int64_t cluster_level_federations;
};

// Counts of the mission as the Government told the Lok Sabha in February 2023,
// restated from a copy of that reply.
inline constexpr StateShape kStateShapes[] = {
    {"Andhra Pradesh", 8'929'363, 853'122, 27'558, 656},
    {"Assam", 3'707'450, 332'315, 18'916, 740},
    {"Bihar", 12'200'889, 1'054'925, 64'909, 1'220},
    {"Chhattisgarh", 2'727'056, 253'030, 14'098, 571},
    {"Gujarat", 2'694'386, 270'672, 11'130, 920},
    {"Jharkhand", 3'446'912, 277'850, 19'718, 988},
    {"Karnataka", 2'989'060, 252'285, 29'030, 5'940},
    {"Kerala", 3'644'669, 254'191, 15'915, 939},
    {"Madhya Pradesh", 4'797'967, 427'281, 38'751, 1'338},
    {"Maharashtra", 5'950'619, 597'697, 30'854, 1'788},
    {"Odisha", 5'442'834, 528'056, 50'091, 6'054},
    {"Rajasthan", 2'793'620, 252'952, 19'332, 710},
    {"Tamil Nadu", 3'675'989, 318'137, 12'531, 1'682},
    {"Telangana", 4'603'338, 439'019, 17'756, 542},
    {"Uttar Pradesh", 7'265'721, 693'324, 42'059, 2'357},
};

}  // namespace sangam::population

#endif  // SANGAM_TESTS_POPULATION_STATE_SHAPES_H_
