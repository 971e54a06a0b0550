#include "services/sangamctl/match_screen/match_screen.h"

#include <algorithm>
#include <utility>
#include <vector>

#include "absl/container/flat_hash_map.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "absl/strings/strip.h"
#include "common/money/format.h"
#include "services/sangamctl/match_screen/match_details.h"
#include "services/sangamctl/match_screen/question_list.h"
#include "services/sangamctl/match_screen/reason_words.h"
#include "services/sangamctl/match_screen/scheme_lines.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/match_screen/term_words.h"
#include "services/sangamctl/screen/display_width.h"

namespace sangam::sangamctl {
namespace {

using matching::v1::MatchSchemesResponse;
using matching::v1::SchemeMatch;
using matching::v1::Verdict;

constexpr int kIndent = 4;
constexpr int kQuestionIndent = 2;
constexpr int kGap = 2;
constexpr char kDot[] = " · ";

// One screen of a large terminal.
constexpr int kLinesOfScreen = 50;
constexpr int kFullWidth = 100;
constexpr size_t kMostQuestions = 6;
constexpr size_t kFewestQuestions = 3;
// More would never fit.
constexpr int kMostSchemesWithSteps = kLinesOfScreen / 2;

// What of the less important is shown.
struct Budget {
  int schemes_with_steps = kMostSchemesWithSteps;
  size_t questions = kMostQuestions;
};

// Draws one answer; lives as long as that takes.
class MatchScreen {
 public:
  MatchScreen(const MatchSchemesResponse& response, MatchView view,
              const Budget& budget, const Words& words, const Layout& layout)
      : response_(response),
        view_(view),
        budget_(budget),
        words_(words),
        screen_(layout, words) {
    for (const SchemeMatch& match : response.matches()) {
      by_verdict_[match.verdict()].push_back(&match);
    }
  }

  std::string Draw() {
    DrawHeader();
    DrawEligible();
    DrawOpenQuestions();
    DrawNearMisses();
    const int lines_before = screen_.lines();
    DrawIneligible();
    const int ineligible_lines = screen_.lines() - lines_before;
    DrawFooter();
    lines_ = screen_.lines() - ineligible_lines;
    return screen_.Take();
  }

  // How long it became, without what does not fit at all and is only shown to
  // who asks for it. Valid after Draw.
  int lines() const { return lines_; }

 private:
  using Matches = std::vector<const SchemeMatch*>;

  const Layout& layout() const { return screen_.layout(); }
  std::string Say(absl::string_view english, absl::string_view hindi) const {
    return words_.Say(english, hindi);
  }
  const Matches& With(Verdict verdict) { return by_verdict_[verdict]; }

  void DrawHeader() {
    const std::string title =
        response_.subject_title().empty()
            ? (response_.subject().empty()
                   ? Say("The given profile", "दी गई प्रोफ़ाइल")
                   : response_.subject())
            : response_.subject_title();
    const std::string name =
        response_.subject_title().empty() ? "" : response_.subject();
    const std::string day = DateInWords(response_.basis().as_of());
    const std::string as_of =
        response_.basis().has_as_of()
            ? Say(absl::StrCat("as of ", day), absl::StrCat(day, " को"))
            : "";
    const bool on_one_line = DisplayWidth(title) + DisplayWidth(name) +
                                 DisplayWidth(as_of) + 2 * kGap <=
                             layout().width;
    screen_.LineWithRight(
        0,
        absl::StrCat(Bold(title, layout()), on_one_line ? "  " : "",
                     on_one_line ? Dim(name, layout()) : ""),
        as_of);
    if (!on_one_line) screen_.Line(0, Dim(name, layout()));
    const auto& counts = response_.counts();
    std::vector<std::string> parts = {
        Green(absl::StrCat(FormatCount(counts.eligible()),
                           Say(" eligible", " पात्र")),
              layout()),
        Yellow(absl::StrCat(
                   FormatCount(counts.needs_information()),
                   Say(counts.needs_information() == 1 ? " needs information"
                                                       : " need information",
                       " में जानकारी चाहिए")),
               layout()),
        absl::StrCat(
            FormatCount(counts.near_miss()),
            Say(counts.near_miss() == 1 ? " near miss" : " near misses",
                " लगभग पात्र")),
        absl::StrCat(FormatCount(counts.ineligible()),
                     Say(" not eligible", " अपात्र"))};
    if (counts.not_in_force() > 0) {
      parts.push_back(absl::StrCat(FormatCount(counts.not_in_force()),
                                   Say(" not in force", " लागू नहीं")));
    }
    screen_.Wrapped(0, absl::StrJoin(parts, kDot));
    DrawStaleFacts();
    if (response_.matches().empty()) {
      screen_.Gap();
      screen_.Wrapped(
          0, counts.eligible() + counts.needs_information() +
                         counts.near_miss() + counts.ineligible() ==
                     0
                 ? Say("No scheme is in force on this date.",
                       "इस तिथि को कोई योजना लागू नहीं है।")
                 : Say("No scheme to list; --all shows those that do not fit,"
                       " and why.",
                       "दिखाने योग्य कोई योजना नहीं; --all से अपात्र योजनाएँ और कारण"
                       " दिखेंगे।"));
    }
  }

  void DrawStaleFacts() {
    if (response_.stale_fields().empty()) return;
    const std::string fields =
        absl::StrJoin(response_.stale_fields(), ", ",
                      [](std::string* out, absl::string_view path) {
                        absl::ConsumePrefix(&path, "profile.");
                        out->append(path.data(), path.size());
                      });
    screen_.Wrapped(0, absl::StrCat(Say("Too old to count, so not known: ",
                                        "बहुत पुराने तथ्य, इसलिए अज्ञात: "),
                                    fields));
  }

  void DrawHeading(absl::string_view heading) {
    screen_.Gap();
    screen_.Line(0, Bold(heading, layout()));
  }

  void DrawEligible() {
    const Matches& matches = With(matching::v1::VERDICT_ELIGIBLE);
    if (matches.empty()) return;
    DrawHeading(Say("ELIGIBLE", "पात्र"));
    const auto& as_of = response_.basis().as_of();
    int with_steps = budget_.schemes_with_steps;
    for (const SchemeMatch* match : matches) {
      AppendTitle(++number_, *match, view_ == MatchView::kDetails, screen_);
      if (view_ == MatchView::kDetails) {
        AppendDetails(*match, as_of, screen_);
      } else if (view_ == MatchView::kBrief) {
        const std::string obstacle = ObstacleInWords(*match, as_of, words_);
        if (!obstacle.empty()) {
          screen_.Line(kIndent, Yellow(absl::StrCat("! ", obstacle), layout()));
        }
      } else {
        if (with_steps-- > 0) {
          AppendReasonsAndSteps(*match, as_of, screen_);
        } else {
          AppendReasons(*match, as_of, screen_);
        }
      }
    }
  }

  void DrawOpenQuestions() {
    const Matches& matches = With(matching::v1::VERDICT_NEEDS_INFORMATION);
    if (matches.empty()) return;
    if (view_ != MatchView::kScreen) {
      DrawHeading(Say("NEEDS INFORMATION", "जानकारी चाहिए"));
      for (const SchemeMatch* match : matches) {
        AppendTitle(++number_, *match, view_ == MatchView::kDetails, screen_);
        if (view_ == MatchView::kDetails) {
          AppendDetails(*match, response_.basis().as_of(), screen_);
        }
      }
      return;
    }
    DrawHeading(Say("ASK NEXT  (+1: the scheme waits for one more answer)",
                    "आगे पूछें  (+1: योजना को एक और उत्तर चाहिए)"));
    const std::vector<OpenQuestion> questions = OpenQuestions(matches);
    const size_t shown = std::min(questions.size(), budget_.questions);
    for (size_t i = 0; i < shown; ++i) DrawQuestion(questions[i]);
    if (shown < questions.size()) {
      const size_t left = questions.size() - shown;
      screen_.Line(kIndent,
                   Say(absl::StrCat("and ", left,
                                    " more questions; --details lists them"),
                       absl::StrCat("और ", left, " प्रश्न; सब --details में")));
    }
    const auto settled_by_asking = [](const SchemeMatch* match) {
      return match->collect_size() > 0;
    };
    const auto rest =
        matches.size() -
        std::count_if(matches.begin(), matches.end(), settled_by_asking);
    if (rest > 0) {
      screen_.Line(kIndent,
                   Say(absl::StrCat("and ", rest,
                                    " that no answer can settle; --details"
                                    " says why"),
                       absl::StrCat("और ", rest,
                                    " जो किसी उत्तर से तय नहीं होंगी;"
                                    " कारण --details में")));
    }
  }

  void DrawQuestion(const OpenQuestion& open) {
    const std::string question =
        absl::StrCat(Yellow("?", layout()), " ",
                     open.question.empty() ? open.label : open.question);
    const std::string attribute = Dim(open.attribute, layout());
    const int room = layout().width - kQuestionIndent - kGap;
    if (DisplayWidth(question) + DisplayWidth(attribute) <= room) {
      screen_.LineWithRight(kQuestionIndent, question, attribute);
    } else {
      screen_.Wrapped(kQuestionIndent, absl::StrCat(question, " ", attribute));
    }
    // As many names as fit on two lines.
    const auto begin = open.schemes.begin();
    for (size_t named = open.schemes.size(); named > 0; --named) {
      std::string names =
          absl::StrJoin(begin, begin + named, kDot,
                        [this](std::string* out, const WaitingScheme& waiting) {
                          AppendWaiting(out, waiting);
                        });
      if (named < open.schemes.size()) {
        absl::StrAppend(&names, kDot, open.schemes.size() - named,
                        Say(" more", " और"));
      }
      if (named == 1 ||
          WrapText(names, layout().width - kIndent - 2).size() <= 2) {
        screen_.Wrapped(kIndent, names);
        return;
      }
    }
  }

  void AppendWaiting(std::string* out, const WaitingScheme& waiting) const {
    absl::StrAppend(out, waiting.match->title().empty()
                             ? waiting.match->scheme()
                             : waiting.match->title());
    if (waiting.other_answers > 0) {
      // Kept with the name when lines are broken.
      absl::StrAppend(out, "\u00a0(+", waiting.other_answers, ")");
    }
    const std::string obstacle =
        ObstacleInWords(*waiting.match, response_.basis().as_of(), words_);
    if (!obstacle.empty()) absl::StrAppend(out, " (", obstacle, ")");
  }

  void DrawNearMisses() {
    const Matches& matches = With(matching::v1::VERDICT_NEAR_MISS);
    if (matches.empty()) return;
    DrawHeading(Say("NEAR MISSES", "लगभग पात्र"));
    for (const SchemeMatch* match : matches) {
      AppendTitle(++number_, *match, view_ == MatchView::kDetails, screen_);
      if (view_ == MatchView::kDetails) {
        AppendDetails(*match, response_.basis().as_of(), screen_);
      } else if (view_ == MatchView::kScreen) {
        screen_.Line(kIndent, absl::StrCat(Red("✗", layout()), " ",
                                           ShortfallInWords(match->near_miss(),
                                                            words_)));
      }
    }
  }

  void DrawIneligible() {
    const Matches& matches = With(matching::v1::VERDICT_INELIGIBLE);
    if (matches.empty()) return;
    DrawHeading(Say("NOT ELIGIBLE", "अपात्र"));
    for (const SchemeMatch* match : matches) {
      AppendTitle(++number_, *match, view_ == MatchView::kDetails, screen_);
      if (view_ == MatchView::kDetails) {
        AppendDetails(*match, response_.basis().as_of(), screen_);
      } else if (view_ == MatchView::kScreen) {
        screen_.Wrapped(kIndent,
                        absl::StrCat(Red("✗", layout()), " ",
                                     ShortfallsInWords(*match, words_)));
      }
    }
  }

  void DrawFooter() {
    const auto& basis = response_.basis();
    screen_.Gap();
    // The service says it in English only.
    const std::string disclaimer =
        Say(response_.disclaimer(),
            "ये संभावित मिलान हैं, स्वीकृति नहीं। निर्णय संबंधित विभाग करता है। जो केवल"
            " अंग्रेज़ी में दर्ज है, वह अंग्रेज़ी में दिखाया गया है।");
    if (!response_.disclaimer().empty()) {
      screen_.Wrapped(0, Dim(disclaimer, layout()));
    }
    std::vector<std::string> parts;
    if (view_ != MatchView::kDetails) {
      parts.push_back(
          Say("--details: all conditions, sources, documents and ways to apply",
              "--details: सभी शर्तें, स्रोत, दस्तावेज़ और आवेदन के तरीके"));
    }
    if (!basis.engine_version().empty()) {
      parts.push_back(absl::StrCat(Say("engine\u00a0", "इंजन\u00a0"),
                                   basis.engine_version()));
      parts.push_back(absl::StrCat(Say("request\u00a0", "अनुरोध\u00a0"),
                                   basis.request_digest().substr(0, 12)));
    }
    if (view_ == MatchView::kDetails && !basis.token().empty()) {
      parts.push_back(absl::StrCat(Say("token ", "टोकन "), basis.token()));
    }
    screen_.Wrapped(0, Dim(absl::StrJoin(parts, kDot), layout()));
  }

  const MatchSchemesResponse& response_;
  const MatchView view_;
  const Budget budget_;
  const Words words_;
  ScreenText screen_;
  absl::flat_hash_map<int, Matches> by_verdict_;
  int number_ = 0;
  int lines_ = 0;
};

}  // namespace

std::string DrawMatches(MatchSchemesResponse response, MatchView view,
                        const Words& words, const Layout& layout) {
  MakePlain(response);
  Budget budget;
  const int eligible = static_cast<int>(
      std::count_if(response.matches().begin(), response.matches().end(),
                    [](const SchemeMatch& match) {
                      return match.verdict() == matching::v1::VERDICT_ELIGIBLE;
                    }));
  budget.schemes_with_steps = std::min(eligible, kMostSchemesWithSteps);
  // A narrower terminal needs more lines for as many words.
  const int most_lines =
      kLinesOfScreen * kFullWidth / std::min(layout.width, kFullWidth);
  // The reasons of every scheme stay; what matters less goes.
  while (true) {
    MatchScreen screen(response, view, budget, words, layout);
    std::string drawn = screen.Draw();
    if (view != MatchView::kScreen || screen.lines() <= most_lines) {
      return drawn;
    }
    if (budget.questions > kFewestQuestions) {
      --budget.questions;
    } else if (budget.schemes_with_steps > 0) {
      --budget.schemes_with_steps;
    } else {
      return drawn;
    }
  }
}

}  // namespace sangam::sangamctl
