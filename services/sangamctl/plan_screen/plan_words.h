// Parties, kinds and dates of plans, in words.
#ifndef SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_WORDS_H_
#define SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_WORDS_H_

#include <string>

#include "sangam/type/v1/plan.pb.h"
#include "services/sangamctl/screen/words.h"

namespace sangam::sangamctl {

// "Centre", "State and beneficiary", "Nobody yet".
std::string PartyInWords(type::v1::PlanParty party, const Words& words);

// Who pays a line: the party, or for own money how it is given.
std::string PayerInWords(const type::v1::PlanLine& line, const Words& words);

// "Weavers' credit, for working capital: interest subvention (at most
// ₹2,00,000)".
std::string LoanInWords(const type::v1::PlanLoan& loan,
                        const type::v1::PlanTerms& terms, const Words& words);

// "Centre ₹23,00,000".
std::string PartyTotalInWords(const type::v1::PlanPartyTotal& total,
                              const Words& words);

// "Centre ₹23,00,000; Own ₹5,00,000", or that no money is needed.
std::string TotalsInWords(const type::v1::ConvergencePlan& plan,
                          const Words& words);

std::string UncoveredStageInWords(const std::string& stage, const Words& words);

// What stands above the terms that can't be kept together.
std::string ConflictsHeading(const Words& words);

// A term that can't be kept beside others, the need called by its description.
std::string ConflictInWords(const std::string& conflict,
                            const type::v1::PlanTerms& terms);

// "proven best", or how far from it and why: time or nodes ran out, or not all
// ways were looked at; the same of a plan that was not found.
std::string SolutionInWords(const type::v1::ConvergencePlan& plan,
                            const Words& words);

}  // namespace sangam::sangamctl

#endif  // SANGAM_SERVICES_SANGAMCTL_PLAN_SCREEN_PLAN_WORDS_H_
