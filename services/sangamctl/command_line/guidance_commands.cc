#include "services/sangamctl/command_line/guidance_commands.h"

namespace sangam::sangamctl {
namespace {

// What all of them take.
void AddCommonFlags(CommandSpec& command) {
  command.flags.push_back(
      {"as-of", "", "DATE",
       "the date of the law, as 2026-04-01 (default: today)"});
  command.flags.push_back(
      {"language", "", "CODE", "the language of words (en, hi)"});
  command.flags.push_back({"token", "", "TOKEN", "at least as fresh as this"});
  command.least_arguments = 1;
  command.most_arguments = 1;
}

}  // namespace

std::vector<CommandSpec> GuidanceCommands() {
  CommandSpec models;
  models.name = "find models";
  models.arguments = "NAME";
  models.summary = "say which replicable models suit a subject, and plan one";
  models.description =
      "  sangamctl find models enterprises/haritha-karma-sena-kooroppada\n"
      "  sangamctl find models groups/a --model replicableModels/m \\\n"
      "    --cost carts=60000 --plan m.yaml && sangamctl plan -f m.yaml\n\n"
      "--plan writes the model's needs as a request for `sangamctl plan`. A"
      " model states\nno cost that no source states; --cost says what a need"
      " costs here, or the file is\nfilled in.\n";
  models.flags = {
      {"model", "", "NAME", "only this one, replicableModels/...", true},
      {"cost", "", "NEED=RUPEES", "what a need of the model costs here", true},
      {"plan", "", "FILE", "write the plan's request there; - is the screen"}};
  AddCommonFlags(models);

  CommandSpec remedies;
  remedies.name = "find remedies";
  remedies.arguments = "NAME";
  remedies.summary = "say what helps against the problems of a subject";
  remedies.description =
      "  sangamctl find remedies clusters/iie-assam\n"
      "  sangamctl find remedies enterprises/a --problem"
      " surveyProblems/no-second-income\n\n"
      "Takes the problems on record, those that the facts show, and those that"
      " --problem\nreports.\n";
  remedies.flags = {{"problem", "", "NAME",
                     "a survey reports this one, surveyProblems/...", true}};
  AddCommonFlags(remedies);

  CommandSpec upgrades;
  upgrades.name = "find upgrades";
  upgrades.arguments = "PROGRAMME";
  upgrades.summary =
      "say how far clusters have come on the way to better products";
  upgrades.description =
      "  sangamctl find upgrades upgradeProgrammes/one-cluster-one-skill\n"
      "  sangamctl find upgrades upgradeProgrammes/one-cluster-one-skill"
      " \\\n    --cluster clusters/hapur-potato\n";
  upgrades.flags = {
      {"cluster", "", "NAME", "show only this one, clusters/...", true}};
  AddCommonFlags(upgrades);
  return {models, remedies, upgrades};
}

}  // namespace sangam::sangamctl
