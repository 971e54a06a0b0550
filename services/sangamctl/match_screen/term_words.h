// The terms of a scheme, in a few words.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_TERM_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_TERM_WORDS_H_

#include <string>

#include "google/type/date.pb.h"
#include "sangam/matching/v1/match.pb.h"

namespace sangam::sangamctl {

// "grant up to ₹10,00,000 · loan ₹50,000 · training"; empty if nothing is
// known. Sums of the same kind are added up; what may not be given counts as
// nothing for the least.
std::string BenefitsInWords(const matching::v1::SchemeMatch& match);

// "up to ₹10,00,000", "₹5,000 to ₹10,000", "₹5,000", or empty.
std::string AmountInWords(const matching::v1::BenefitEstimate& benefit);

// "grant", "interest subvention", ...
std::string BenefitKindInWords(scheme_catalog::v1::BenefitKind kind);

// "Centre 80 % · State and beneficiary 20 %".
std::string SharesInWords(const matching::v1::FundingEstimate& funding);

// The shares, with a word of caution where it is open which rule holds.
std::string FundingInWords(const matching::v1::SchemeMatch& match);

// "open until 2026-12-31", "opens on 2026-05-01"; empty if nothing is known.
std::string WindowInWords(const matching::v1::SchemeMatch& match,
                          const google::type::Date& as_of);

// "2026-04-01"; empty for a date that is not whole.
std::string DateInWords(const google::type::Date& date);

// The conditions that hold, with what the profile says: "number of members: 36
// (at least 10) · ...".
std::string ReasonsInWords(const matching::v1::SchemeMatch& match);

// "number of members: needs at least 10, has 9 (1 more)".
std::string ShortfallInWords(const matching::v1::Finding& finding);

// "verified", "stated by the source", ...
std::string ConfidenceInWords(type::v1::Confidence confidence);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_TERM_WORDS_H_
