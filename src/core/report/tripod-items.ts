export interface TripodItem<Id extends string = string> {
  readonly id: Id
  /** A heading of the checklist. */
  readonly section: string
  readonly topic: string
  /** "what kind of study it is ..." */
  readonly asks: string
}

/**
 * What TRIPOD+AI asks to be reported (Collins et al. 2024, BMJ 385:e078378, CC BY 4.0): its 27 items with their parts, by
 * section and topic, each in our words. In the order of the checklist.
 */
export const tripodItems = [
  item('1', 'Title', 'Title', 'what kind of study it is, of whom, and what is predicted'),
  item('2', 'Abstract', 'Abstract', 'the summary that TRIPOD+AI for Abstracts describes'),
  item('3a', 'Introduction', 'Background', 'the medical context, diagnostic or prognostic, why a model is wanted, which models there are'),
  item('3b', 'Introduction', 'Background', 'for which patients the model is meant, where in their care, and who would use it'),
  item('3c', 'Introduction', 'Background', 'known health inequalities between sociodemographic groups'),
  item('4', 'Introduction', 'Objectives', 'the aims, and whether a model is developed, evaluated, or both'),
  item('5a', 'Methods', 'Data', 'where the data come from, for development and evaluation, why these, and how representative they are'),
  item('5b', 'Methods', 'Data', 'the dates between which participants were included, and the end of follow-up'),
  item('6a', 'Methods', 'Participants', 'the setting, and the number and places of the centres'),
  item('6b', 'Methods', 'Participants', 'who was eligible'),
  item('6c', 'Methods', 'Participants', 'treatments, and how they were handled'),
  item('7', 'Methods', 'Data preparation', 'how data were prepared and checked, and whether alike for all sociodemographic groups'),
  item('8a', 'Methods', 'Outcome', 'the outcome and its time horizon, how and when it was assessed, why this one, and whether alike for all groups'),
  item('8b', 'Methods', 'Outcome', 'who assessed the outcome, where that takes judgement'),
  item('8c', 'Methods', 'Outcome', 'whether the assessment of the outcome was blinded'),
  item('9a', 'Methods', 'Predictors', 'how predictors were chosen before the model was built'),
  item('9b', 'Methods', 'Predictors', 'each predictor, how and when it was measured, and any blinding'),
  item('9c', 'Methods', 'Predictors', 'who assessed predictors, where that takes judgement'),
  item('10', 'Methods', 'Sample size', 'how the sample size came about, and why it suffices'),
  item('11', 'Methods', 'Missing data', 'how missing data were handled, and why data were left out'),
  item('12a', 'Methods', 'Analytical methods', 'how the data were divided for development and evaluation'),
  item('12b', 'Methods', 'Analytical methods', 'how predictors were transformed'),
  item('12c', 'Methods', 'Analytical methods', 'the type of model, how it was built and tuned, and its internal validation'),
  item('12d', 'Methods', 'Analytical methods', 'how differences between clusters, such as hospitals, were handled'),
  item('12e', 'Methods', 'Analytical methods', 'every measure and plot of performance, and how models were compared'),
  item('12f', 'Methods', 'Analytical methods', 'any updating of the model, such as recalibration'),
  item('12g', 'Methods', 'Analytical methods', 'how predictions were calculated for the evaluation'),
  item('13', 'Methods', 'Class imbalance', 'what was done about unequal classes, and any recalibration after it'),
  item('14', 'Methods', 'Fairness', 'what was done about the fairness of the model'),
  item('15', 'Methods', 'Model output', 'what the model gives, and how thresholds were found'),
  item('16', 'Methods', 'Training versus evaluation', 'differences between the data for development and for evaluation'),
  item('17', 'Methods', 'Ethical approval', 'the committee that approved the study, and consent or its waiver'),
  item('18a', 'Open science', 'Funding', 'who paid, and the role of the funders'),
  item('18b', 'Open science', 'Conflicts of interest', 'conflicts of interest of all authors'),
  item('18c', 'Open science', 'Protocol', 'where the protocol is, or that there was none'),
  item('18d', 'Open science', 'Registration', 'register and number, or that it was not registered'),
  item('18e', 'Open science', 'Data sharing', 'whether and where the data can be had'),
  item('18f', 'Open science', 'Code sharing', 'whether and where the code can be had'),
  item('19', 'Patient and public involvement', 'Patient and public involvement', 'how patients and the public took part, or that they did not'),
  item('20a', 'Results', 'Participants', 'the flow of participants, with and without the outcome'),
  item('20b', 'Results', 'Participants', 'the characteristics of the participants, and how much is missing'),
  item('20c', 'Results', 'Participants', 'how the evaluation data compare with the development data'),
  item('21', 'Results', 'Model development', 'participants and outcomes in each analysis'),
  item('22', 'Results', 'Model specification', 'the whole model, so that others can predict with it, and limits to its use'),
  item('23a', 'Results', 'Model performance', 'performance with intervals, of key subgroups too'),
  item('23b', 'Results', 'Model performance', 'differences of performance between clusters, where examined'),
  item('24', 'Results', 'Model updating', 'the results of any updating'),
  item('25', 'Discussion', 'Interpretation', 'what the results mean, fairness included, beside earlier studies'),
  item('26', 'Discussion', 'Limitations', 'limitations, and what they do to bias, uncertainty and generalisability'),
  item('27a', 'Discussion', 'Usability of the model in current care', 'what to do in use with poor or missing input'),
  item('27b', 'Discussion', 'Usability of the model in current care', 'what users have to do, and the expertise that takes'),
  item('27c', 'Discussion', 'Usability of the model in current care', 'next steps of research'),
] as const // prettier-ignore

export type ItemId = (typeof tripodItems)[number]['id']

function item<const Id extends string>(id: Id, section: string, topic: string, asks: string): TripodItem<Id> {
  return { id, section, topic, asks }
}
