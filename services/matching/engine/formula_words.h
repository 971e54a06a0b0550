// Pieces of formulas, in English and Hindi.
#ifndef SANGAM_SERVICES_MATCHING_ENGINE_FORMULA_WORDS_H_
#define SANGAM_SERVICES_MATCHING_ENGINE_FORMULA_WORDS_H_

#include <cstdint>
#include <string>

#include "absl/strings/string_view.h"
#include "services/matching/engine/match_context.h"

namespace sangam::matching {

// The Hindi text where the answer is in Hindi, else the English one.
absl::string_view Say(const MatchContext& context, absl::string_view en,
                      absl::string_view hi);

// What an attribute is called; its name, if the dictionary lacks it.
std::string LabelOf(const std::string& attribute, const MatchContext& context);

// A number in the attribute's unit: "₹5,00,000", "12".
std::string InUnitOf(const std::string& attribute, int64_t number,
                     const MatchContext& context);

// The number itself where it is known, else what it is called.
std::string NumberOrLabel(const std::string& attribute,
                          const MatchContext& context);

// "₹10,000", "up to ₹10,000" where the least is nothing, "₹5,000 to ₹10,000".
std::string PaiseRange(int64_t min_paise, int64_t max_paise,
                       const MatchContext& context);

// ", at most ₹10,000", or nothing without a cap.
std::string AtMost(bool has_cap, int64_t cap_paise,
                   const MatchContext& context);

}  // namespace sangam::matching

#endif  // SANGAM_SERVICES_MATCHING_ENGINE_FORMULA_WORDS_H_
