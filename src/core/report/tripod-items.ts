/**
 * What TRIPOD+AI asks to be reported (Collins et al. 2024, BMJ 385:e078378, CC BY 4.0): its 27 items with their parts, by
 * section and topic, each in our words. In the order of the checklist.
 */
export const tripodItems = {
  '1': item('Title', 'Title', 'what kind of study it is, of whom, and what is predicted'),
  '2': item('Abstract', 'Abstract', 'the summary that TRIPOD+AI for Abstracts describes'),
  '3a': item('Introduction', 'Background', 'the medical context, diagnostic or prognostic, why a model is wanted, which models there are'),
  '3b': item('Introduction', 'Background', 'for which patients the model is meant, where in their care, and who would use it'),
  '3c': item('Introduction', 'Background', 'known health inequalities between sociodemographic groups'),
  '4': item('Introduction', 'Objectives', 'the aims, and whether a model is developed, evaluated, or both'),
  '5a': item('Methods', 'Data', 'where the data come from, for development and evaluation, why these, and how representative they are'),
  '5b': item('Methods', 'Data', 'the dates between which participants were included, and the end of follow-up'),
  '6a': item('Methods', 'Participants', 'the setting, and the number and places of the centres'),
  '6b': item('Methods', 'Participants', 'who was eligible'),
  '6c': item('Methods', 'Participants', 'treatments, and how they were handled'),
  '7': item('Methods', 'Data preparation', 'how data were prepared and checked, and whether alike for all sociodemographic groups'),
  '8a': item('Methods', 'Outcome', 'the outcome and its time horizon, how and when it was assessed, why this one, and whether alike for all groups'),
  '8b': item('Methods', 'Outcome', 'who assessed the outcome, where that takes judgement'),
  '8c': item('Methods', 'Outcome', 'whether the assessment of the outcome was blinded'),
  '9a': item('Methods', 'Predictors', 'how predictors were chosen before the model was built'),
  '9b': item('Methods', 'Predictors', 'each predictor, how and when it was measured, and any blinding'),
  '9c': item('Methods', 'Predictors', 'who assessed predictors, where that takes judgement'),
  '10': item('Methods', 'Sample size', 'how the sample size came about, and why it suffices'),
  '11': item('Methods', 'Missing data', 'how missing data were handled, and why data were left out'),
  '12a': item('Methods', 'Analytical methods', 'how the data were divided for development and evaluation'),
  '12b': item('Methods', 'Analytical methods', 'how predictors were transformed'),
  '12c': item('Methods', 'Analytical methods', 'the type of model, how it was built and tuned, and its internal validation'),
  '12d': item('Methods', 'Analytical methods', 'how differences between clusters, such as hospitals, were handled'),
  '12e': item('Methods', 'Analytical methods', 'every measure and plot of performance, and how models were compared'),
  '12f': item('Methods', 'Analytical methods', 'any updating of the model, such as recalibration'),
  '12g': item('Methods', 'Analytical methods', 'how predictions were calculated for the evaluation'),
  '13': item('Methods', 'Class imbalance', 'what was done about unequal classes, and any recalibration after it'),
  '14': item('Methods', 'Fairness', 'what was done about the fairness of the model'),
  '15': item('Methods', 'Model output', 'what the model gives, and how thresholds were found'),
  '16': item('Methods', 'Training versus evaluation', 'differences between the data for development and for evaluation'),
  '17': item('Methods', 'Ethical approval', 'the committee that approved the study, and consent or its waiver'),
  '18a': item('Open science', 'Funding', 'who paid, and the role of the funders'),
  '18b': item('Open science', 'Conflicts of interest', 'conflicts of interest of all authors'),
  '18c': item('Open science', 'Protocol', 'where the protocol is, or that there was none'),
  '18d': item('Open science', 'Registration', 'register and number, or that it was not registered'),
  '18e': item('Open science', 'Data sharing', 'whether and where the data can be had'),
  '18f': item('Open science', 'Code sharing', 'whether and where the code can be had'),
  '19': item('Patient and public involvement', 'Patient and public involvement', 'how patients and the public took part, or that they did not'),
  '20a': item('Results', 'Participants', 'the flow of participants, with and without the outcome'),
  '20b': item('Results', 'Participants', 'the characteristics of the participants, and how much is missing'),
  '20c': item('Results', 'Participants', 'how the evaluation data compare with the development data'),
  '21': item('Results', 'Model development', 'participants and outcomes in each analysis'),
  '22': item('Results', 'Model specification', 'the whole model, so that others can predict with it, and limits to its use'),
  '23a': item('Results', 'Model performance', 'performance with intervals, of key subgroups too'),
  '23b': item('Results', 'Model performance', 'differences of performance between clusters, where examined'),
  '24': item('Results', 'Model updating', 'the results of any updating'),
  '25': item('Discussion', 'Interpretation', 'what the results mean, fairness included, beside earlier studies'),
  '26': item('Discussion', 'Limitations', 'limitations, and what they do to bias, uncertainty and generalisability'),
  '27a': item('Discussion', 'Usability of the model in current care', 'what to do in use with poor or missing input'),
  '27b': item('Discussion', 'Usability of the model in current care', 'what users have to do, and the expertise that takes'),
  '27c': item('Discussion', 'Usability of the model in current care', 'next steps of research'),
} as const // prettier-ignore

export type ItemId = keyof typeof tripodItems

export interface TripodItem {
  /** A heading of the checklist. */
  readonly section: string
  readonly topic: string
  /** "what kind of study it is ..." */
  readonly asks: string
}

function item(section: string, topic: string, asks: string): TripodItem {
  return { section, topic, asks }
}
