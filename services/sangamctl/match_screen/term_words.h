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

namespace sangam::sangamctl {

// "grant up to ₹10,00,000 · loan ₹50,000 · training"; empty if nothing is
// known. Of several benefits of one kind the largest counts, because tiers and
// lines of one scheme often exclude each other.
std::string BenefitsInWords(const matching::v1::SchemeMatch& match);

// The same as far as it fits into `columns`, the largest first and the rest
// counted: "grant up to ₹25,00,000 · 2 more". Empty if nothing fits.
std::string BenefitsWithin(const matching::v1::SchemeMatch& match, int columns);

// How the largest of them is reckoned, where it is a count times a sum: "= 64 ×
// ₹9,000 + 36 × ₹25,000". Empty otherwise.
std::string ReckoningInWords(const matching::v1::SchemeMatch& match);

// "up to ₹10,00,000", "₹5,000 to ₹10,000", "₹5,000", or empty.
std::string AmountInWords(const matching::v1::BenefitEstimate& benefit);

// The same of a part of it.
std::string AmountInWords(const matching::v1::TrancheEstimate& tranche);

// "grant", "interest subvention", ...
std::string BenefitKindInWords(scheme_catalog::v1::BenefitKind kind);

// "Centre 80 %, State and beneficiary 20 %".
std::string SharesInWords(const matching::v1::FundingEstimate& funding);

// "Centre at most ₹5,00,000"; empty without a cap.
std::string CapInWords(const matching::v1::FundingEstimate& funding);

// "Centre", "State and beneficiary", ...
std::string PartyInWords(scheme_catalog::v1::FundingParty party);

// The shares, by component where there are several, with a word of caution
// where it is open which rule holds.
std::string FundingInWords(const matching::v1::SchemeMatch& match);

// "open until 2026-12-31", "opens on 2026-05-01"; empty if nothing is known.
std::string WindowInWords(const matching::v1::SchemeMatch& match,
                          const google::type::Date& as_of);

// Why one can't apply on the date of the question: "applications closed on
// 2026-03-31", "applications are suspended", "the money of this period is
// spent"; empty where one can, as far as is known.
std::string ObstacleInWords(const matching::v1::SchemeMatch& match,
                            const google::type::Date& as_of);

// The obstacle, else the window.
std::string AvailabilityInWords(const matching::v1::SchemeMatch& match,
                                const google::type::Date& as_of);

// "not for who received schemes/a within 36 months: ...". `title` names the
// other scheme beside its name, unless it is empty; the description follows in
// English, or in the language of the only text there is.
std::string RelationInWords(const scheme_catalog::v1::SchemeRelation& relation,
                            absl::string_view title);

// "the terms should have been checked again by 2026-03-31"; empty if not.
std::string ReviewInWords(const matching::v1::SchemeMatch& match);

// "source: Guideline, page 3 (verified): ...".
std::string SourceInWords(const type::v1::Citation& citation);

// "2026-04-01"; empty for a date that is not whole.
std::string DateInWords(const google::type::Date& date);

// "received before: 100 artisans, ₹14,76,000"; all that is on record as one, a
// day only if there is one. Empty if nothing is on record.
std::string EarlierInWords(const matching::v1::SchemeMatch& match);

// "at the district handloom office", "with the municipality"; each once.
std::vector<std::string> RoutesInWords(const matching::v1::SchemeMatch& match);

// "100 artisans", "1 household", "3 units" of a scheme for subjects.
std::string UnitsInWords(int64_t count,
                         scheme_catalog::v1::BeneficiaryUnit unit);

// "artisan"; empty where the subject itself is meant.
std::string UnitInWords(scheme_catalog::v1::BeneficiaryUnit unit);

// The text without a full stop at its end.
std::string WithoutStop(absl::string_view text);

// "verified", "stated by the source", ...
std::string ConfidenceInWords(type::v1::Confidence confidence);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_MATCH_SCREEN_TERM_WORDS_H_
