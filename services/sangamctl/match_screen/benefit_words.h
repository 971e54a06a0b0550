// What a scheme is worth, in a few words.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_BENEFIT_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_BENEFIT_WORDS_H_

#include <string>

#include "sangam/matching/v1/match.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// "grant up to ₹10,00,000 · loan ₹50,000 · training"; empty if nothing is
// known. Of several benefits of one kind the largest counts, because tiers and
// lines of one scheme often exclude each other.
std::string BenefitsInWords(const matching::v1::SchemeMatch& match,
                            const Words& words);

// The same as far as it fits into `columns`, the largest first and the rest
// counted: "grant up to ₹25,00,000 · 2 more". Empty if nothing fits.
std::string BenefitsWithin(const matching::v1::SchemeMatch& match, int columns,
                           const Words& words);

// How the largest of them is reckoned, where it is a count times a sum: "= 64 ×
// ₹9,000 + 36 × ₹25,000". Empty otherwise.
std::string ReckoningInWords(const matching::v1::SchemeMatch& match);

// "up to ₹10,00,000", "₹5,000 to ₹10,000", "₹5,000", or empty.
std::string AmountInWords(const matching::v1::BenefitEstimate& benefit,
                          const Words& words);

// The same of a part of it.
std::string AmountInWords(const matching::v1::TrancheEstimate& tranche,
                          const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_BENEFIT_WORDS_H_
