#include "services/sangamctl/match_screen/relation_words.h"

#include "absl/strings/str_cat.h"

namespace sangam::sangamctl {

std::string RelationInWords(const scheme_catalog::v1::SchemeRelation& relation,
                            absl::string_view title, const Words& words) {
  const std::string other =
      title.empty() ? relation.scheme()
                    : absl::StrCat(title, " (", relation.scheme(), ")");
  std::string text;
  switch (relation.kind()) {
    case scheme_catalog::v1::SCHEME_RELATION_KIND_EXCLUDES: {
      const auto months = relation.within_months();
      text = relation.has_within_months()
                 ? words.Say(
                       absl::StrCat("not for who received ", other, " within ",
                                    months, months == 1 ? " month" : " months"),
                       absl::StrCat(months, " माह के भीतर ", other,
                                    " का लाभ पाने वालों के लिए नहीं"))
                 : words.Say(absl::StrCat("not for who received ", other),
                             absl::StrCat(other, " का लाभ पाने वालों के लिए नहीं"));
      break;
    }
    case scheme_catalog::v1::SCHEME_RELATION_KIND_REQUIRES:
      text = words.Say(absl::StrCat("only for who has ", other),
                       absl::StrCat("पहले आवश्यक: ", other));
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_SUPERSEDES:
      text = words.Say(absl::StrCat("takes the place of ", other),
                       absl::StrCat("इसके स्थान पर आई: ", other));
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_CONVERGES_WITH:
      text = words.Say(absl::StrCat("goes together with ", other),
                       absl::StrCat("अभिसरण में: ", other));
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_GAP_FUNDED_BY:
      text = words.Say(absl::StrCat(other, " may pay the beneficiary's part"),
                       absl::StrCat("लाभार्थी का अंश इससे मिल सकता है: ", other));
      break;
    case scheme_catalog::v1::SCHEME_RELATION_KIND_FOLLOWS:
      text = words.Say(absl::StrCat("usually comes after ", other),
                       absl::StrCat("सामान्यतः इसके बाद: ", other));
      break;
    default:
      text = words.Say(absl::StrCat("see also ", other),
                       absl::StrCat("यह भी देखें: ", other));
  }
  const std::string description = words.Pick(relation.description());
  return description.empty() ? text : absl::StrCat(text, ": ", description);
}

std::string RelationFindingInWords(const matching::v1::RelationFinding& finding,
                                   const Words& words) {
  const std::string other =
      finding.title().empty()
          ? finding.scheme()
          : absl::StrCat(finding.title(), " (", finding.scheme(), ")");
  switch (finding.effect()) {
    case matching::v1::RELATION_EFFECT_EXCLUDES_EACH_OTHER:
      return words.Say(absl::StrCat("not beside ", other),
                       absl::StrCat("इसके साथ नहीं: ", other));
    case matching::v1::RELATION_EFFECT_RULED_OUT:
      return words.Say(absl::StrCat("ruled out, for it received ", other),
                       absl::StrCat("अपात्र, क्योंकि मिल चुका है: ", other));
    case matching::v1::RELATION_EFFECT_UNDECIDED:
      return words.Say(
          absl::StrCat("depends on whether it received ", other),
          absl::StrCat("इस पर निर्भर कि यह मिला है या नहीं: ", other));
    case matching::v1::RELATION_EFFECT_PREREQUISITE_MET:
      return words.Say(absl::StrCat("has ", other, ", which must come first"),
                       absl::StrCat("पहले आवश्यक, और मिल चुका है: ", other));
    case matching::v1::RELATION_EFFECT_PREREQUISITE_MISSING:
      return words.Say(absl::StrCat("needs ", other, " first"),
                       absl::StrCat("पहले आवश्यक, पर नहीं मिला: ", other));
    case matching::v1::RELATION_EFFECT_ADDS_UP:
      return words.Say(absl::StrCat("fits too, beside this one: ", other),
                       absl::StrCat("इसके साथ यह भी: ", other));
    default:
      return words.Say(absl::StrCat("see also ", other),
                       absl::StrCat("यह भी देखें: ", other));
  }
}

bool RulesOut(const matching::v1::RelationFinding& finding) {
  return finding.effect() == matching::v1::RELATION_EFFECT_RULED_OUT ||
         finding.effect() == matching::v1::RELATION_EFFECT_PREREQUISITE_MISSING;
}

}  // namespace sangam::sangamctl
