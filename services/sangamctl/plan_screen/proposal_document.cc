#include "services/sangamctl/plan_screen/proposal_document.h"

#include <algorithm>
#include <cstdint>
#include <map>
#include <utility>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/clock/civil_date.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/plan_screen/markdown_text.h"
#include "services/sangamctl/plan_screen/plan_words.h"
#include "services/sangamctl/plan_screen/proposal_outlook.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::Linkage;
using registry::v1::Plan;
using type::v1::ConvergencePlan;
using type::v1::PlanLine;
using type::v1::PlanNeed;
using type::v1::PlanNeedOutcome;

std::string Day(const google::type::Date& date) {
  const auto day = ToCivilDay(date, "date");
  return day.ok() ? FormatDay(*day) : "";
}

// Floored to a hundredth of a percent; nothing of nothing.
std::string ShareOf(int64_t paise, int64_t whole) {
  if (whole <= 0) return "";
  return FormatBasisPoints(
      static_cast<int64_t>(static_cast<__int128>(paise) * 10'000 / whole));
}

class ProposalDocument {
 public:
  ProposalDocument(const Plan& plan, const ProposalFacts& facts,
                   const Words& words)
      : plan_(plan), outcome_(plan.plan()), facts_(facts), words_(words) {
    for (const PlanNeed& need : plan.terms().needs()) needs_[need.id()] = &need;
  }

  std::string Write() {
    text_.Title(absl::StrCat(words_.Say("Proposal: ", "प्रस्ताव: "), Title()));
    text_.Paragraph(absl::StrCat(
        words_.Say("By the terms in force on ", "नियमों की तिथि "),
        Day(plan_.basis().as_of()), "; ", SolutionInWords(outcome_, words_),
        ". ",
        words_.Say("A proposal: nothing in it has been sanctioned unless the"
                   " table of consents says so.",
                   "यह प्रस्ताव है: जब तक सहमति-तालिका न कहे, कुछ स्वीकृत नहीं।")));
    WriteSubject();
    WriteNeeds();
    WriteLines();
    WriteTotals();
    WriteRequest();
    WriteContributions();
    WriteConsents();
    Heading("In which order", "किस क्रम में");
    WriteProposalSteps(outcome_, words_, text_);
    Heading("What is open", "क्या खुला है");
    WriteOpenPoints(
        outcome_, [this](const std::string& id) { return NeedTitle(id); },
        words_, text_);
    WriteBasis();
    return text_.Take();
  }

 private:
  std::string Title() const {
    if (!plan_.title().empty()) return plan_.title();
    return facts_.subject.title().empty() ? plan_.name()
                                          : facts_.subject.title();
  }

  void Heading(absl::string_view english, absl::string_view hindi) {
    text_.Heading(words_.Say(english, hindi));
  }

  std::string NeedTitle(const std::string& id) const {
    const auto need = needs_.find(id);
    return need == needs_.end() || need->second->description().empty()
               ? id
               : need->second->description();
  }

  void WriteSubject() {
    Heading("For whom, and where", "किसके लिए और कहाँ");
    const auto& profile = facts_.subject.profile();
    if (facts_.subject.subject().empty()) {
      text_.Item(words_.Say("a profile that is not in the registry",
                            "एक विवरण जो रजिस्टर में नहीं है"));
    } else {
      text_.Item(absl::StrCat(facts_.subject.title(), " (",
                              facts_.subject.subject(), ")"));
    }
    if (!facts_.places.empty()) {
      text_.Item(absl::StrJoin(facts_.places, ", "));
    }
    const auto count = [this](bool known, int64_t number,
                              absl::string_view english,
                              absl::string_view hindi) {
      if (known) {
        text_.Item(
            absl::StrCat(FormatCount(number), " ", words_.Say(english, hindi)));
      }
    };
    count(profile.has_members(), profile.members(), "members", "सदस्य");
    count(profile.has_women_members(), profile.women_members(), "women",
          "महिलाएँ");
    count(profile.has_artisans(), profile.artisans(), "artisans", "कारीगर");
    count(profile.has_households(), profile.households(), "households",
          "परिवार");
    for (const auto& applicant : plan_.terms().applicants()) {
      text_.Item(absl::StrCat(
          words_.Say("applies on its behalf: ", "इसकी ओर से आवेदक: "),
          ApplicantInWords(applicant.id(), plan_.terms(), facts_.titles,
                           words_),
          applicant.subject().has_name()
              ? absl::StrCat(" (", applicant.subject().name(), ")")
              : ""));
    }
  }

  void WriteNeeds() {
    Heading("What is needed, and what it costs", "क्या चाहिए और लागत");
    std::vector<std::vector<std::string>> rows;
    for (const PlanNeedOutcome& outcome : outcome_.needs()) {
      const auto need = needs_.find(outcome.need());
      std::string head;
      std::string units;
      if (need != needs_.end()) {
        head = need->second->head();
        std::vector<std::string> lots;
        for (const auto& lot : need->second->lots()) {
          lots.push_back(absl::StrCat(FormatCount(lot.units()), " × ",
                                      FormatPaise(lot.paise_each())));
        }
        units = absl::StrJoin(lots, " + ");
        if (lots.empty() && need->second->units() > 0) {
          units = FormatCount(need->second->units());
        }
      }
      rows.push_back({NeedTitle(outcome.need()), head, units,
                      FormatPaise(outcome.cost_paise())});
    }
    rows.push_back({words_.Say("In all", "कुल"), "", "",
                    FormatPaise(outcome_.total().cost_paise())});
    text_.Table({words_.Say("Need", "ज़रूरत"), words_.Say("Head", "मद"),
                 words_.Say("Units", "इकाइयाँ"), words_.Say("Cost", "लागत")},
                rows, 3);
  }

  void WriteLines() {
    Heading("Who pays what", "कौन क्या देता है");
    std::vector<std::vector<std::string>> rows;
    for (const PlanLine& line : outcome_.lines()) {
      const auto outcome = OutcomeOf(line.need());
      std::string how = line.formula();
      if (line.assumed()) how += words_.Say(" (assumed)", " (माना)");
      if (line.stands_for_own_money()) {
        how += words_.Say(" (stands for own money)", " (अपने अंश के बदले)");
      }
      const bool service = line.kind() == type::v1::PLAN_LINE_KIND_SERVICE;
      rows.push_back(
          {NeedTitle(line.need()), PayerInWords(line, words_),
           line.scheme_title().empty() ? line.scheme() : line.scheme_title(),
           how, service ? "" : FormatPaise(line.paise()),
           service ? "" : ShareOf(line.paise(), outcome)});
    }
    text_.Table({words_.Say("Need", "ज़रूरत"), words_.Say("Who", "कौन"),
                 words_.Say("Scheme", "योजना"), words_.Say("How", "कैसे"),
                 words_.Say("Amount", "राशि"), words_.Say("Share", "अंश")},
                rows, 4);
  }

  int64_t OutcomeOf(const std::string& need) const {
    for (const PlanNeedOutcome& outcome : outcome_.needs()) {
      if (outcome.need() == need) return outcome.cost_paise();
    }
    return 0;
  }

  void WriteTotals() {
    Heading("Shares of the whole", "कुल में अंश");
    std::vector<std::vector<std::string>> rows;
    const int64_t cost = outcome_.total().cost_paise();
    for (const auto& total : outcome_.totals()) {
      rows.push_back({PartyInWords(total.party(), words_),
                      FormatPaise(total.paise()),
                      ShareOf(total.paise(), cost)});
    }
    rows.push_back({words_.Say("In all", "कुल"), FormatPaise(cost), ""});
    text_.Table({words_.Say("Party", "पक्ष"), words_.Say("Amount", "राशि"),
                 words_.Say("Share, rounded down", "अंश, नीचे पूर्णांकित")},
                rows, 1);
  }

  // What is asked of funders of last resort.
  void WriteRequest() {
    Heading("Gap funding asked for", "माँगा गया अंतर वित्तपोषण");
    const PlanNeedOutcome& total = outcome_.total();
    text_.Paragraph(
        absl::StrCat(words_.Say("Own share required ", "आवश्यक अपना अंश "),
                     FormatPaise(total.own_share_required_paise()),
                     words_.Say(" − mobilised ", " − जुटाया "),
                     FormatPaise(total.own_share_mobilised_paise()),
                     words_.Say(" = gap ", " = अंतर "),
                     FormatPaise(total.own_share_gap_paise())));
    std::vector<std::vector<std::string>> rows;
    std::map<std::string, int64_t> sums;
    for (const PlanLine& line : outcome_.lines()) {
      if (line.kind() != type::v1::PLAN_LINE_KIND_GAP_FUNDING) continue;
      const std::string funder =
          line.scheme_title().empty() ? line.scheme() : line.scheme_title();
      rows.push_back(
          {funder, NeedTitle(line.need()), FormatPaise(line.paise())});
      sums[funder] += line.paise();
    }
    if (rows.empty()) {
      text_.Paragraph(words_.Say("None is asked for.", "कोई नहीं माँगा गया।"));
      return;
    }
    for (const auto& [funder, paise] : sums) {
      rows.push_back({funder, words_.Say("in all", "कुल"), FormatPaise(paise)});
    }
    text_.Table({words_.Say("Funder", "वित्तपोषक"),
                 words_.Say("For", "किसके लिए"), words_.Say("Amount", "राशि")},
                rows, 2);
  }

  void WriteContributions() {
    Heading("Own contributions", "अपना योगदान");
    std::vector<std::vector<std::string>> rows;
    for (const auto& contribution : plan_.terms().contributions()) {
      int64_t counted = 0;
      for (const PlanLine& line : outcome_.lines()) {
        if (line.contribution() == contribution.id()) counted += line.paise();
      }
      const bool in_kind =
          contribution.kind() == type::v1::PLAN_CONTRIBUTION_KIND_IN_KIND;
      rows.push_back(
          {contribution.description().empty() ? contribution.id()
                                              : contribution.description(),
           in_kind ? words_.Say("in kind", "वस्तु रूप में")
                   : words_.Say("cash", "नकद"),
           NeedTitle(contribution.need()),
           RoleInWords(contribution.given_by(), words_),
           in_kind ? RoleInWords(contribution.valued_by(), words_) : "",
           FormatPaise(contribution.value_paise()),
           // Cash for any need stands on lines of several.
           in_kind ? FormatPaise(counted) : ""});
    }
    if (rows.empty()) {
      text_.Paragraph(words_.Say("None.", "कोई नहीं।"));
      return;
    }
    text_.Table({words_.Say("What", "क्या"), words_.Say("How", "कैसे"),
                 words_.Say("For", "किसके लिए"), words_.Say("Given by", "दाता"),
                 words_.Say("Valued by", "मूल्यांकन"), words_.Say("Value", "मूल्य"),
                 words_.Say("Counted", "गिना गया")},
                rows, 5);
  }

  std::string ConsentOf(const Linkage& linkage) const {
    if (!linkage.has_feedback()) {
      return words_.Say("not on record", "दर्ज नहीं");
    }
    const auto& feedback = linkage.feedback();
    const std::string answer =
        feedback.answer() == registry::v1::FEEDBACK_ANSWER_REFUSED
            ? words_.Say("refused", "अस्वीकार")
            : words_.Say("consented", "सहमत");
    return absl::StrCat(
        answer, ", ", feedback.given_by(), ", ", Day(feedback.given_on()),
        feedback.reason().empty() ? "" : absl::StrCat(": ", feedback.reason()));
  }

  std::string TitleOf(const std::string& name) const {
    return WithTitles(name, facts_.titles, words_);
  }

  void WriteConsents() {
    Heading("Who consented", "किसने सहमति दी");
    if (facts_.linkages.empty()) {
      text_.Paragraph(words_.Say(
          "Nothing is on record: no application has been proposed from this"
          " plan.",
          "कुछ दर्ज नहीं: इस योजना से कोई आवेदन प्रस्तावित नहीं हुआ।"));
      return;
    }
    std::vector<std::vector<std::string>> rows;
    for (const Linkage& linkage : facts_.linkages) {
      std::vector<std::string> evidence;
      for (const auto& reference : linkage.evidence()) {
        evidence.push_back(absl::StrCat(reference.description(), " (",
                                        reference.reference(), ")"));
      }
      rows.push_back({TitleOf(linkage.scheme()), TitleOf(linkage.subject()),
                      std::string(absl::StripPrefix(
                          registry::v1::LinkageState_Name(linkage.state()),
                          "LINKAGE_STATE_")),
                      ConsentOf(linkage), absl::StrJoin(evidence, "; "),
                      linkage.has_amount_paise()
                          ? FormatPaise(linkage.amount_paise())
                          : ""});
    }
    text_.Table({words_.Say("Scheme", "योजना"), words_.Say("For", "किसके लिए"),
                 words_.Say("State", "स्थिति"), words_.Say("Consent", "सहमति"),
                 words_.Say("Evidence", "प्रमाण"), words_.Say("Amount", "राशि")},
                rows, 5);
  }

  void WriteBasis() {
    text_.Paragraph(absl::StrCat(
        words_.Say("Plan ", "योजना "), plan_.name(), ", ",
        words_.Say("engine ", "इंजन "), plan_.basis().engine_version(), ", ",
        words_.Say("request ", "अनुरोध "), plan_.basis().request_digest(), "."));
  }

  const Plan& plan_;
  const ConvergencePlan& outcome_;
  const ProposalFacts& facts_;
  const Words& words_;
  std::map<std::string, const PlanNeed*> needs_;
  MarkdownText text_;
};

// The first line of the plan that calls for the linkage.
int PlaceInPlan(const Plan& plan, const Linkage& linkage) {
  const int lines = plan.plan().lines_size();
  for (int i = 0; i < lines; ++i) {
    const PlanLine& line = plan.plan().lines(i);
    if (line.scheme() != linkage.scheme()) continue;
    const std::string need = absl::StrCat(plan.name(), "#", line.need());
    for (const auto& evidence : linkage.evidence()) {
      if (evidence.reference() == need) return i;
    }
  }
  return lines;
}

void PutInOrderOfPlan(const Plan& plan, std::vector<Linkage>* linkages) {
  std::stable_sort(linkages->begin(), linkages->end(),
                   [&plan](const Linkage& a, const Linkage& b) {
                     return PlaceInPlan(plan, a) < PlaceInPlan(plan, b);
                   });
}

}  // namespace

std::string WriteProposal(Plan plan, ProposalFacts facts, const Words& words) {
  MakePlain(plan);
  MakePlain(facts.subject);
  for (std::string& place : facts.places) place = PlainText(place);
  for (Linkage& linkage : facts.linkages) MakePlain(linkage);
  for (auto& [name, title] : facts.titles) title = PlainText(title);
  for (auto& [name, title] : TitlesIn(plan.plan())) facts.titles[name] = title;
  if (!facts.subject.title().empty()) {
    facts.titles[facts.subject.subject()] = facts.subject.title();
  }
  PutTitles(facts.titles, words, plan.mutable_plan());
  PutInOrderOfPlan(plan, &facts.linkages);
  return ProposalDocument(plan, facts, words).Write();
}

}  // namespace sangam::sangamctl
