#include "services/sangamctl/plan_screen/proposal_outlook.h"

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/plan_screen/plan_words.h"

namespace sangam::sangamctl {
namespace {

using type::v1::ConvergencePlan;
using type::v1::PlanNeedOutcome;

std::string Day(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

}  // namespace

void WriteProposalSteps(const ConvergencePlan& plan, const Words& words,
                        MarkdownText& text) {
  int number = 0;
  for (const auto& step : plan.steps()) {
    std::string line = step.description();
    absl::StrAppend(&line, " — ",
                    step.owner().empty() ? words.Say("nobody yet", "कोई नहीं")
                                         : step.owner());
    if (step.has_opens_on()) {
      absl::StrAppend(&line, words.Say("; from ", "; खुलता है "),
                      Day(step.opens_on()));
    }
    if (step.has_closes_on()) {
      absl::StrAppend(&line, words.Say("; until ", "; तक "),
                      Day(step.closes_on()));
    }
    if (step.has_lead_time_days()) {
      absl::StrAppend(&line, "; ", step.lead_time_days(),
                      words.Say(" days", " दिन"));
    }
    text.NumberedItem(++number, line);
  }
  if (number == 0) text.Paragraph(words.Say("No steps.", "कोई चरण नहीं।"));
}

void WriteOpenPoints(
    const ConvergencePlan& plan,
    absl::FunctionRef<std::string(const std::string& need)> title_of,
    const Words& words, MarkdownText& text) {
  bool any = false;
  const auto item = [&](const std::string& line) {
    any = true;
    text.Item(line);
  };
  for (const PlanNeedOutcome& outcome : plan.needs()) {
    if (outcome.unfunded_paise() > 0 || !outcome.reasons().empty()) {
      item(absl::StrCat(
          title_of(outcome.need()), ": ",
          outcome.unfunded_paise() > 0
              ? absl::StrCat(
                    FormatPaise(outcome.unfunded_paise()),
                    words.Say(" that nobody pays yet", " जो अभी कोई नहीं देता"),
                    outcome.reasons().empty() ? "" : "; ")
              : "",
          absl::StrJoin(outcome.reasons(), "; ")));
    }
    for (const auto& share : outcome.unsplit_shares()) {
      item(absl::StrCat(
          title_of(outcome.need()), ": ", PartyInWords(share.party(), words),
          " ", FormatBasisPoints(share.share_bps()), ", ",
          FormatPaise(share.paise()),
          words.Say(", undivided in the source", ", स्रोत में अविभाजित")));
    }
  }
  for (const auto& step : plan.steps()) {
    for (const std::string& blocker : step.blockers()) {
      item(absl::StrCat(step.description(), ": ", blocker));
    }
  }
  for (const std::string& stage : plan.uncovered_stages()) {
    item(absl::StrCat(
        words.Say("no funded need serves the stage ", "कोई सहायता नहीं, चरण "),
        stage));
  }
  for (const auto& assumption : plan.assumptions()) {
    item(absl::StrCat(words.Say("taken for granted", "माना गया"), ", ",
                      title_of(assumption.about()), ": ", assumption.text()));
  }
  for (const auto& loan : plan.loans()) {
    item(absl::StrCat(
        words.Say("a loan, counted nowhere: ", "ऋण, कहीं नहीं गिना गया: "),
        loan.scheme_title().empty() ? loan.scheme() : loan.scheme_title(),
        loan.need().empty() ? "" : words.Say(", for ", ", हेतु "),
        loan.need().empty() ? "" : title_of(loan.need())));
  }
  if (!any) text.Paragraph(words.Say("Nothing.", "कुछ नहीं।"));
}

}  // namespace sangam::sangamctl
