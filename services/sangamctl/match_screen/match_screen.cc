#include "services/sangamctl/match_screen/match_screen.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/match_details.h"
#include "services/sangamctl/match_screen/question_list.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::MatchSchemesResponse;
using matching::v1::SchemeMatch;
using matching::v1::Verdict;

constexpr int kIndent = 4;
constexpr int kGap = 2;
constexpr int kLeastTitle = 12;
constexpr int kSchemesInFull = 5;
constexpr size_t kQuestionsShown = 6;
constexpr int kTitleInLists = 36;
constexpr char kDot[] = " · ";

// Draws one answer; lives as long as that takes.
class MatchScreen {
 public:
  MatchScreen(const MatchSchemesResponse& response, MatchView view,
              const Layout& layout)
      : response_(response), view_(view), screen_(layout) {
    for (const SchemeMatch& match : response.matches()) {
      by_verdict_[match.verdict()].push_back(&match);
    }
  }

  std::string Draw() {
    DrawHeader();
    DrawEligible();
    DrawOpenQuestions();
    DrawNearMisses();
    DrawIneligible();
    DrawFooter();
    return screen_.Take();
  }

 private:
  using Matches = std::vector<const SchemeMatch*>;

  const Layout& layout() const { return screen_.layout(); }
  const Matches& With(Verdict verdict) { return by_verdict_[verdict]; }

  void DrawHeader() {
    const std::string title =
        response_.subject_title().empty()
            ? (response_.subject().empty() ? "The given profile"
                                           : response_.subject())
            : response_.subject_title();
    const bool named = !response_.subject_title().empty();
    screen_.LineWithRight(
        0,
        absl::StrCat(
            Bold(title, layout()),
            named ? Dim(absl::StrCat("  ", response_.subject()), layout())
                  : ""),
        response_.basis().has_as_of()
            ? absl::StrCat("as of ", DateInWords(response_.basis().as_of()))
            : "");
    const auto& counts = response_.counts();
    std::vector<std::string> parts = {
        Green(absl::StrCat(FormatCount(counts.eligible()), " eligible"),
              layout()),
        Yellow(
            absl::StrCat(FormatCount(counts.needs_information()),
                         counts.needs_information() == 1 ? " needs information"
                                                         : " need information"),
            layout()),
        absl::StrCat(FormatCount(counts.near_miss()),
                     counts.near_miss() == 1 ? " near miss" : " near misses"),
        absl::StrCat(FormatCount(counts.ineligible()), " not eligible")};
    if (counts.not_in_force() > 0) {
      parts.push_back(
          absl::StrCat(FormatCount(counts.not_in_force()), " not in force"));
    }
    screen_.Wrapped(0, absl::StrJoin(parts, kDot));
    if (response_.matches().empty()) {
      screen_.Gap();
      screen_.Wrapped(
          0, counts.eligible() + counts.needs_information() +
                         counts.near_miss() + counts.ineligible() ==
                     0
                 ? "No scheme is in force on this date."
                 : "No scheme to list; --all shows those that do not fit,"
                   " and why.");
    }
  }

  void DrawHeading(absl::string_view heading) {
    screen_.Gap();
    screen_.Line(0, Bold(heading, layout()));
  }

  // The first line of a scheme: its title and name, and on the right what it is
  // worth. Room is taken from the title, then from the worth: the name is what
  // a person copies.
  void DrawTitle(const SchemeMatch& match) {
    const std::string title =
        match.title().empty() ? match.scheme() : match.title();
    const std::string name = absl::StrCat("  ", match.scheme());
    const int room = layout().width - kIndent - DisplayWidth(name);
    const std::string worth =
        CutToWidth(BenefitsInWords(match), room - kLeastTitle - kGap);
    const int title_room =
        worth.empty() ? room : room - DisplayWidth(worth) - kGap;
    screen_.LineWithRight(
        0,
        absl::StrCat(PadLeft(absl::StrCat(++number_), kIndent - 1), " ",
                     Bold(CutToWidth(title, title_room), layout()),
                     Dim(name, layout())),
        worth);
  }

  void DrawEligible() {
    const Matches& matches = With(matching::v1::VERDICT_ELIGIBLE);
    if (matches.empty()) return;
    DrawHeading("ELIGIBLE");
    int in_full = view_ == MatchView::kBrief ? 0 : kSchemesInFull;
    for (const SchemeMatch* match : matches) {
      DrawTitle(*match);
      if (view_ == MatchView::kDetails) {
        AppendDetails(*match, response_.basis().as_of(), screen_);
      } else if (in_full-- > 0) {
        DrawSummary(*match);
      }
    }
  }

  // Up to three lines: who offers and pays, why it fits, where to go.
  void DrawSummary(const SchemeMatch& match) {
    std::vector<std::string> terms = {match.department_title().empty()
                                          ? match.department()
                                          : match.department_title()};
    const std::string funding = FundingInWords(match);
    if (!funding.empty()) terms.push_back(funding);
    if (match.beneficiary().has_up_to()) {
      terms.push_back(absl::StrCat(
          "up to ", FormatCount(match.beneficiary().up_to()), " may qualify"));
    }
    screen_.Line(kIndent, absl::StrJoin(terms, kDot));
    screen_.Line(kIndent, absl::StrCat(Green("✓", layout()), " ",
                                       ReasonsInWords(match)));
    std::vector<std::string> steps;
    const std::string window = WindowInWords(match, response_.basis().as_of());
    if (!window.empty()) steps.push_back(window);
    if (!match.earlier_benefits().empty()) steps.push_back("received before");
    std::vector<std::string> missing;
    for (const auto& document : match.documents()) {
      if (document.held() != matching::v1::OUTCOME_MET) {
        missing.push_back(document.description());
      }
    }
    std::vector<std::string> routes;
    for (const auto& route : match.where_to_apply()) {
      routes.push_back(route.description());
    }
    if (!routes.empty()) {
      steps.push_back(absl::StrCat("apply: ", absl::StrJoin(routes, "; ")));
    }
    if (!missing.empty()) {
      steps.push_back(absl::StrCat("bring: ", absl::StrJoin(missing, "; ")));
    }
    if (steps.empty()) return;
    screen_.Line(kIndent, absl::StrCat("→ ", absl::StrJoin(steps, kDot)));
  }

  void DrawOpenQuestions() {
    const Matches& matches = With(matching::v1::VERDICT_NEEDS_INFORMATION);
    if (matches.empty()) return;
    if (view_ != MatchView::kScreen) {
      DrawHeading("NEEDS INFORMATION");
      for (const SchemeMatch* match : matches) {
        DrawTitle(*match);
        if (view_ == MatchView::kDetails) {
          AppendDetails(*match, response_.basis().as_of(), screen_);
        }
      }
      return;
    }
    DrawHeading("ASK NEXT  (+1: the scheme waits for one more answer)");
    const std::vector<OpenQuestion> questions = OpenQuestions(matches);
    const size_t shown = std::min(questions.size(), kQuestionsShown);
    for (size_t i = 0; i < shown; ++i) {
      const OpenQuestion& question = questions[i];
      screen_.LineWithRight(
          0,
          absl::StrCat(
              "  ", Yellow("?", layout()), " ",
              question.question.empty() ? question.label : question.question),
          question.attribute);
      screen_.Line(kIndent,
                   absl::StrJoin(question.schemes, kDot, &AppendWaiting));
    }
    if (shown < questions.size()) {
      screen_.Line(kIndent,
                   absl::StrCat("and ", questions.size() - shown,
                                " more questions; --details lists them"));
    }
  }

  static void AppendWaiting(std::string* out, const WaitingScheme& waiting) {
    absl::StrAppend(out, CutToWidth(waiting.match->title(), kTitleInLists));
    if (waiting.other_answers > 0) {
      absl::StrAppend(out, " (+", waiting.other_answers, ")");
    }
  }

  void DrawNearMisses() {
    const Matches& matches = With(matching::v1::VERDICT_NEAR_MISS);
    if (matches.empty()) return;
    DrawHeading("NEAR MISSES");
    for (const SchemeMatch* match : matches) {
      DrawTitle(*match);
      if (view_ == MatchView::kDetails) {
        AppendDetails(*match, response_.basis().as_of(), screen_);
      } else if (view_ == MatchView::kScreen) {
        screen_.Line(kIndent,
                     absl::StrCat(Red("✗", layout()), " ",
                                  ShortfallInWords(match->near_miss())));
      }
    }
  }

  void DrawIneligible() {
    const Matches& matches = With(matching::v1::VERDICT_INELIGIBLE);
    if (matches.empty()) return;
    DrawHeading("NOT ELIGIBLE");
    for (const SchemeMatch* match : matches) {
      if (view_ == MatchView::kDetails) {
        DrawTitle(*match);
        AppendDetails(*match, response_.basis().as_of(), screen_);
        continue;
      }
      std::vector<std::string> reasons;
      for (const auto& condition : match->conditions()) {
        if (condition.outcome() != matching::v1::OUTCOME_NOT_MET) continue;
        reasons.push_back(condition.description());
      }
      screen_.Line(
          0, absl::StrCat(PadLeft(absl::StrCat(++number_), kIndent - 1), " ",
                          CutToWidth(match->title(), kTitleInLists),
                          view_ == MatchView::kBrief
                              ? ""
                              : absl::StrCat("  ", Red("✗", layout()), " ",
                                             absl::StrJoin(reasons, kDot))));
    }
  }

  void DrawFooter() {
    const auto& basis = response_.basis();
    screen_.Gap();
    screen_.Wrapped(0, Dim(response_.disclaimer(), layout()));
    if (basis.engine_version().empty()) return;
    screen_.Wrapped(
        0, Dim(absl::StrCat("basis: engine ", basis.engine_version(),
                            ", request ", basis.request_digest().substr(0, 12),
                            ", token ", basis.token()),
               layout()));
  }

  const MatchSchemesResponse& response_;
  const MatchView view_;
  ScreenText screen_;
  absl::flat_hash_map<int, Matches> by_verdict_;
  int number_ = 0;
};

}  // namespace

std::string DrawMatches(MatchSchemesResponse response, MatchView view,
                        const Layout& layout) {
  MakePlain(response);
  return MatchScreen(response, view, layout).Draw();
}

}  // namespace sangam::sangamctl
