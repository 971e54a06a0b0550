#include "services/sangamctl/find_screen/verdict_words.h"

namespace sangam::sangamctl {

std::string VerdictInWords(matching::v1::Verdict verdict, const Words& words) {
  switch (verdict) {
    case matching::v1::VERDICT_ELIGIBLE:
      return words.Say("eligible", "पात्र");
    case matching::v1::VERDICT_NEEDS_INFORMATION:
      return words.Say("needs information", "जानकारी चाहिए");
    case matching::v1::VERDICT_NEAR_MISS:
      return words.Say("near miss", "लगभग पात्र");
    case matching::v1::VERDICT_INELIGIBLE:
      return words.Say("not eligible", "अपात्र");
    default:
      return words.Say("no verdict", "कोई निर्णय नहीं");
  }
}

}  // namespace sangam::sangamctl
