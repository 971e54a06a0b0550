#include "services/sangamctl/federation_screen/roll_up_screen.h"

#include <cstdint>

#include "absl/strings/str_cat.h"
#include "common/money/format.h"
#include "services/sangamctl/federation_screen/readiness_words.h"
#include "services/sangamctl/match_screen/screen_text.h"
#include "services/sangamctl/screen/table.h"

namespace sangam::sangamctl {
namespace {

using registry::v1::FactShare;
using registry::v1::FactSum;
using registry::v1::FederationRollUp;
using registry::v1::ListFederationRollUpsResponse;
using registry::v1::ShgSums;

using Format = std::string (*)(int64_t);

// What stands for a sum that nobody knows, and marks one that some SHGs are
// missing from.
constexpr char kNotKnown[] = "?";
constexpr char kIncomplete[] = "*";
// A share of nothing, such as of no loans.
constexpr char kOfNothing[] = "-";

class RollUpScreen {
 public:
  RollUpScreen(const Words& words, const Layout& layout)
      : words_(words), screen_(layout, words) {}

  std::string Draw(const ListFederationRollUpsResponse& response) {
    DrawTitle(response.parent());
    screen_.Gap();
    std::string text = screen_.Take();
    absl::StrAppend(&text, FactsOf(response.parent()));
    ScreenText notes(screen_.layout(), words_);
    AddNotes(response.parent(), &notes);
    absl::StrAppend(&text, notes.Take());
    const std::string below = Below(response);
    if (!below.empty()) absl::StrAppend(&text, "\n", below, Legend(response));
    return text;
  }

 private:
  void DrawTitle(const FederationRollUp& body) {
    const std::string& title =
        body.title().empty() ? body.name() : body.title();
    screen_.LineWithRight(
        0,
        Bold(absl::StrCat(title, " (", KindInWords(body.kind(), words_), ")"),
             screen_.layout()),
        body.title().empty() ? "" : body.name());
    if (body.keeps_own_mandate()) {
      screen_.Wrapped(0, words_.Say("It was formed before the mission and keeps"
                                    " its own mandate.",
                                    "यह मिशन से पहले बना है और अपने स्वयं के"
                                    " अधिदेश से चलता है।"));
    }
  }

  std::string FactsOf(const FederationRollUp& body) const {
    const ShgSums& sums = body.sums();
    Table facts({{words_.Say("FACT", "तथ्य")},
                 {words_.Say("SUM", "योग"), true},
                 {words_.Say("SHARE", "हिस्सा"), true},
                 {words_.Say("KNOWN OF", "जिनका ज्ञात"), true}});
    facts.AddRow({words_.Say("SHGs", "स्वयं सहायता समूह"),
                  FormatCount(sums.shgs()), "", ""});
    AddSum(words_.Say("members", "सदस्य"), sums.members(), FormatCount, &facts);
    AddShare(words_.Say("poor members", "ग़रीब सदस्य"), sums.poor_members(),
             FormatCount, &facts);
    AddSum(words_.Say("savings", "बचत"), sums.savings_paise(), FormatPaise,
           &facts);
    AddSum(words_.Say("turnover", "कारोबार"), sums.annual_turnover_paise(),
           FormatPaise, &facts);
    AddShare(words_.Say("non-performing loans", "डूबे ऋण (एनपीए)"),
             sums.npa_paise(), FormatPaise, &facts);
    return facts.Draw(screen_.layout());
  }

  std::string KnownOf(int64_t known, int64_t missing) const {
    return absl::StrCat(FormatCount(known), words_.Say(" of ", " / "),
                        FormatCount(known + missing));
  }

  void AddSum(const std::string& fact, const FactSum& sum, Format format,
              Table* facts) const {
    facts->AddRow({fact, sum.has_sum() ? format(sum.sum()) : kNotKnown, "",
                   KnownOf(sum.known(), sum.missing())});
  }

  void AddShare(const std::string& fact, const FactShare& share, Format format,
                Table* facts) const {
    facts->AddRow(
        {fact,
         share.has_part()
             ? absl::StrCat(format(share.part()), words_.Say(" of ", " / "),
                            format(share.whole()))
             : kNotKnown,
         share.has_share_bps() ? FormatBasisPoints(share.share_bps()) : "",
         KnownOf(share.known(), share.missing())});
  }

  void AddNotes(const FederationRollUp& body, ScreenText* notes) const {
    const int64_t open = body.sums().open_bodies();
    if (open > 0) {
      notes->Gap();
      notes->Wrapped(
          0, words_.Say(absl::StrCat("Of ", FormatCount(open),
                                     open == 1 ? " body" : " bodies",
                                     " it is not declared that all children are"
                                     " recorded: there may be more SHGs."),
                        absl::StrCat(FormatCount(open),
                                     " संस्थाओं के सभी समूह दर्ज होना घोषित नहीं"
                                     " है: और समूह हो सकते हैं।")));
    }
    if (!body.has_own_mandate()) return;
    const FactSum& members = body.own_mandate().members();
    const std::string shgs = FormatCount(body.own_mandate().shgs());
    const std::string count =
        members.has_sum() ? FormatCount(members.sum()) : kNotKnown;
    const std::string known = KnownOf(members.known(), members.missing());
    notes->Gap();
    notes->Wrapped(
        0, words_.Say(
               absl::StrCat("Not in these sums, because they are under"
                            " federations that keep their own mandate: ",
                            shgs, " SHGs, ", count, " members (known: ", known,
                            ")."),
               absl::StrCat("इन योगों में नहीं, क्योंकि वे अपने अधिदेश वाले संघों"
                            " में हैं: ",
                            shgs, " समूह, ", count, " सदस्य (", known, ")।")));
  }

  std::string Below(const ListFederationRollUpsResponse& response) const {
    Table table({{words_.Say("UNDER IT", "इसके अंतर्गत")},
                 {words_.Say("KIND", "प्रकार")},
                 {words_.Say("SHGS", "समूह"), true},
                 {words_.Say("MEMBERS", "सदस्य"), true},
                 {words_.Say("POOR", "ग़रीब"), true},
                 {words_.Say("SAVINGS", "बचत"), true},
                 {words_.Say("TURNOVER", "कारोबार"), true},
                 {words_.Say("NPA", "एनपीए"), true},
                 {words_.Say("TITLE", "नाम")}});
    for (const FederationRollUp& body : response.roll_ups()) {
      const ShgSums& sums = body.sums();
      std::string shgs = FormatCount(sums.shgs());
      if (body.has_own_mandate()) {
        absl::StrAppend(&shgs, " + ", FormatCount(body.own_mandate().shgs()));
      }
      if (body.keeps_own_mandate()) shgs = absl::StrCat("(", shgs, ")");
      table.AddRow({body.name(), KindInWords(body.kind(), words_), shgs,
                    Cell(sums.members(), FormatCount),
                    Cell(sums.poor_members()),
                    Cell(sums.savings_paise(), FormatPaise),
                    Cell(sums.annual_turnover_paise(), FormatPaise),
                    Cell(sums.npa_paise()), body.title()});
    }
    return table.Draw(screen_.layout());
  }

  static std::string Cell(const FactSum& sum, Format format) {
    if (!sum.has_sum()) return kNotKnown;
    return absl::StrCat(format(sum.sum()),
                        sum.missing() > 0 ? kIncomplete : "");
  }
  static std::string Cell(const FactShare& share) {
    if (!share.has_part()) return kNotKnown;
    if (!share.has_share_bps()) return kOfNothing;
    return absl::StrCat(FormatBasisPoints(share.share_bps()),
                        share.missing() > 0 ? kIncomplete : "");
  }

  std::string Legend(const ListFederationRollUpsResponse& response) const {
    bool own_mandate = false;
    for (const FederationRollUp& body : response.roll_ups()) {
      own_mandate |= body.has_own_mandate() || body.keeps_own_mandate();
    }
    std::string legend =
        words_.Say("* without SHGs that do not record it; ? recorded by none.",
                   "* जिन समूहों ने दर्ज नहीं किया वे शामिल नहीं; ? किसी का दर्ज"
                   " नहीं।");
    if (own_mandate) {
      absl::StrAppend(
          &legend,
          words_.Say(" (n) and + n: under its own mandate, not in the sums"
                     " above.",
                     " (n) और + n: अपने अधिदेश में, ऊपर के योग में नहीं।"));
    }
    return absl::StrCat(legend, "\n");
  }

  const Words& words_;
  ScreenText screen_;
};

}  // namespace

std::string DrawRollUps(ListFederationRollUpsResponse response,
                        const Words& words, const Layout& layout) {
  MakePlain(response);
  return RollUpScreen(words, layout).Draw(response);
}

}  // namespace sangam::sangamctl
