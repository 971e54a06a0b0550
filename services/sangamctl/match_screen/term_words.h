// The terms of a scheme, in a few words.
#ifndef SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_TERM_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_TERM_WORDS_H_

#include <cstdint>
#include <string>
#include <vector>

#include "absl/strings/string_view.h"
#include "google/type/date.pb.h"
#include "sangam/matching/v1/match.pb.h"
#include "sangam/scheme_catalog/v1/scheme_version.pb.h"
#include "sangam/type/v1/citation.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// "Centre 80 %, State and beneficiary 20 % (up to 10 % in kind)".
std::string SharesInWords(const matching::v1::FundingEstimate& funding,
                          const Words& words);

// "Centre at most ₹5,00,000"; empty without a cap.
std::string CapInWords(const matching::v1::FundingEstimate& funding,
                       const Words& words);

// The shares, by component where there are several, with a word of caution
// where it is open which rule holds.
std::string FundingInWords(const matching::v1::SchemeMatch& match,
                           const Words& words);

// "open until 2026-12-31", "opens on 2026-05-01"; empty if nothing is known.
std::string WindowInWords(const matching::v1::SchemeMatch& match,
                          const google::type::Date& as_of, const Words& words);

// Why one can't apply on the date of the question: "applications closed on
// 2026-03-31", "applications are suspended", "the money of this period is
// spent"; empty where one can, as far as is known.
std::string ObstacleInWords(const matching::v1::SchemeMatch& match,
                            const google::type::Date& as_of,
                            const Words& words);

// The obstacle, else the window.
std::string AvailabilityInWords(const matching::v1::SchemeMatch& match,
                                const google::type::Date& as_of,
                                const Words& words);

// "the terms should have been checked again by 2026-03-31"; empty if not.
std::string ReviewInWords(const matching::v1::SchemeMatch& match,
                          const Words& words);

// "source: Guideline, page 3 (verified): ...".
std::string SourceInWords(const type::v1::Citation& citation,
                          const Words& words);

// "2026-04-01"; empty for a date that is not whole.
std::string DateInWords(const google::type::Date& date);

// "received before: 100 artisans, ₹14,76,000"; all that is on record as one, a
// day only if there is one. Empty if nothing is on record.
std::string EarlierInWords(const matching::v1::SchemeMatch& match,
                           const Words& words);

// "received before on 2014-03-31"; the day may be empty.
std::string ReceivedInWords(const std::string& day, const Words& words);

// "at the district handloom office", "with the municipality"; each once.
std::vector<std::string> RoutesInWords(const matching::v1::SchemeMatch& match);

// "100 artisans", "1 household", "3 units" of a scheme for subjects.
std::string UnitsInWords(int64_t count,
                         scheme_catalog::v1::BeneficiaryUnit unit,
                         const Words& words);

// "artisan"; empty where the subject itself is meant.
std::string UnitInWords(scheme_catalog::v1::BeneficiaryUnit unit,
                        const Words& words);

// The text without a full stop at its end.
std::string WithoutStop(absl::string_view text);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_TERM_WORDS_H_
